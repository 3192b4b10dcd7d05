import { expect, test } from 'vitest';
import { practiceServer } from '../../support/practice.ts';
import { imagekitRefusals } from '../../support/refusals/imagekit.ts';
import { says } from '../../support/refusals/refusal.ts';
import { accessRefusals } from '../../support/refusals/stripe-access.ts';
import { parameterRefusals } from '../../support/refusals/stripe-parameters.ts';

const stripeRefusals = [...accessRefusals, ...parameterRefusals];

test.each(stripeRefusals)('Stripe refuses $name', async ({ request, status, error }) => {
  const answer = await request(await practiceServer());
  expect(answer.status).toBe(status);
  expect(answer.json()).toEqual({ error: expect.objectContaining(error) as unknown });
  expect(answer.headers.get('request-id')).toMatch(/^req_/);
  expect(answer.headers.get('content-type')).toBe('application/json');
});

test('there are at least twenty quoted refusals, each with its source', () => {
  expect(stripeRefusals.length).toBeGreaterThanOrEqual(20);
  for (const { quote, source } of stripeRefusals) {
    expect(quote).not.toBe('');
    expect(source).toMatch(/^https:\/\//);
  }
});

test.each(imagekitRefusals)('ImageKit refuses $name', async ({ request, status, error }) => {
  const answer = await request(await practiceServer());
  expect(answer.status).toBe(status);
  expect(answer.json()).toEqual({ help: says('support@imagekit.io'), ...error });
});
