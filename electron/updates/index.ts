export { createUpdates } from './updates.ts';
