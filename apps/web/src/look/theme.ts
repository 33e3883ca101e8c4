/** The look as data: one deep-blue accent, system fonts, one shadow. */
import { createTheme, Loader, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef3fa',
  '#dbe5f2',
  '#b6c9e4',
  '#8dabd4',
  '#7499cc',
  '#4c79b8',
  '#35639f',
  '#264f86',
  '#1d4071',
  '#14305a',
];

export const theme = createTheme({
  colors: { ink },
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 6 },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Noto Sans SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // A name needs a role; and whoever listens hears that something is on its way.
    Loader: Loader.extend({ defaultProps: { role: 'status' } }),
    // Its empty placeholder takes the focus first, and nothing but items may stand in a menu. The first item takes it.
    // What is typed is what is wanted: Enter takes the first that fits, and not the form with what was chosen before.
    Select: { defaultProps: { selectFirstOptionOnChange: true } },
    MultiSelect: { defaultProps: { selectFirstOptionOnChange: true } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
});
