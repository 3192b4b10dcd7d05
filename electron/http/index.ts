export { failureReason } from './failure-reason.ts';
export { pauseBeforeRetry, retry, type RetryPolicy } from './retry.ts';
export { retryAfterSeconds } from './retry-after.ts';
export { wait } from './wait.ts';
