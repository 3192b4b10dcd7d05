import { updateStateSchema } from '../../updates.ts';
import { nothing } from './requests.ts';

export const updateCalls = {
  'updates.state': { request: nothing, response: updateStateSchema },
  'updates.look': { request: nothing, response: updateStateSchema },
  /** Fetches and checks what was found; it is installed when Billfold quits. */
  'updates.prepare': { request: nothing, response: updateStateSchema },
} as const;
