/** What a reader of files throws where it cannot go on; whoever was asked to read turns it into the answer, see `asOutcome`. */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';

export type FaultCode = 'file-damaged' | 'file-too-large' | 'file-encrypted' | 'file-unknown-kind';

/** The detail says what was met: a part's name, a bound. */
export class BookFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** What `read` gives, or the refusal of the fault that it met. */
export function asOutcome<T>(read: () => T): Outcome<T> {
  try {
    return yes(read());
  } catch (error) {
    if (error instanceof BookFault) return no(error.code, error.message);
    throw error;
  }
}
