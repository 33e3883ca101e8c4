/** The port of small settings of the installation: `demo`, `origin`, `epoch` and the like. */
export interface SettingStore {
  setting(key: string): Promise<string | undefined>;
  setSetting(key: string, value: string): Promise<void>;
}
