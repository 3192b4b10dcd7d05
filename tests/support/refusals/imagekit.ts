import type { PracticeServer } from '../../../electron/practice/index.ts';
import { raw, type RawAnswer } from '../practice.ts';
import { type Refusal, says } from './refusal.ts';

const usage = 'https://docs.imagekit.io/api-reference/account-management-api/get-usage';
const imagekitErrors = 'https://docs.imagekit.io/api-reference/api-introduction';
const ask = (server: PracticeServer, query: string, key = server.imagekitKey): Promise<RawAnswer> =>
  raw(server, `/v1/accounts/usage?${query}`, {
    key: null,
    headers: { Authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
  });

/** Keys and ranges of ImageKit's usage API. */
export const imagekitRefusals: readonly Refusal[] = [
  {
    name: 'no key',
    quote: 'No valid API key was provided.',
    source: imagekitErrors,
    request: (server) => raw(server, '/v1/accounts/usage?startDate=2026-11-01&endDate=2026-11-02', { key: null }),
    status: 401,
    error: { message: says('No valid API key') },
  },
  {
    name: 'a key of nobody',
    quote: 'ImageKit could not authenticate your account with the keys provided.',
    source: imagekitErrors,
    request: (server) => ask(server, 'startDate=2026-11-01&endDate=2026-11-02', 'private_refused'),
    status: 403,
    error: { message: 'Your account cannot be authenticated.' },
  },
  {
    name: 'ninety days',
    quote: 'The difference between startDate and endDate should be less than 90 days.',
    source: usage,
    request: (server) => ask(server, 'startDate=2026-08-01&endDate=2026-10-30'),
    status: 400,
    error: { message: says('less than 90 days') },
  },
  {
    name: 'an end before the start',
    quote: 'Specify a startDate in YYYY-MM-DD format. It should be before the endDate.',
    source: usage,
    request: (server) => ask(server, 'startDate=2026-11-02&endDate=2026-11-01'),
    status: 400,
    error: { message: says('before endDate') },
  },
  {
    name: 'an end on the day of the start',
    quote: 'Specify a endDate in YYYY-MM-DD format. It should be after the startDate.',
    source: usage,
    request: (server) => ask(server, 'startDate=2026-11-02&endDate=2026-11-02'),
    status: 400,
    error: { message: says('before endDate') },
  },
  {
    name: 'a day that is none',
    quote: 'Specify a startDate in YYYY-MM-DD format.',
    source: usage,
    request: (server) => ask(server, 'startDate=2026-02-30&endDate=2026-03-02'),
    status: 400,
    error: { message: says('startDate') },
  },
  {
    name: 'another format',
    quote: 'Specify a endDate in YYYY-MM-DD format.',
    source: usage,
    request: (server) => ask(server, 'startDate=2026-11-01&endDate=11/02/2026'),
    status: 400,
    error: { message: says('endDate') },
  },
  {
    name: 'a missing end',
    quote: 'endDate string<date> required',
    source: usage,
    request: (server) => ask(server, 'startDate=2026-11-01'),
    status: 400,
    error: { message: says('endDate') },
  },
];
