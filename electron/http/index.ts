export { failureReason } from './failure-reason.ts';
export { failureIn, guardFetch, type Limits } from './guarded-fetch.ts';
export { type JsonAnswer, jsonLimits, readJsonObject } from './read-json.ts';
export { pauseBeforeRetry, retry, type RetryPolicy } from './retry.ts';
export { retryAfterSeconds } from './retry-after.ts';
export { wait } from './wait.ts';
