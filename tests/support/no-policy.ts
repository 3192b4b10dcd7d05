import { createPolicy } from '../../electron/policy/index.ts';

/** A computer that nobody decided anything for. */
export const noPolicy = createPolicy({ state: 'none', path: null });
