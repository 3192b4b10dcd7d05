export { createAddressJudge } from './address-judge.ts';
export { failureReason } from './failure-reason.ts';
export { createHttpClient, type HttpAnswer } from './http-client.ts';
export { failureIn, guardFetch, type ReportReceived, RequestFailure, unreachable } from './guarded-fetch.ts';
export { type JsonAnswer, jsonLimits, readJsonObject } from './read-json.ts';
export { startJobBudget } from './job-budget.ts';
export { pauseBeforeRetry, retry, type RetryPolicy } from './retry.ts';
export { retryAfterSeconds } from './retry-after.ts';
export { wait } from './wait.ts';
