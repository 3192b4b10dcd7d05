import { type Answer, answerJson } from '../http/answer.ts';

/** An error of Stripe's API before it is sent: docs.stripe.com/api/errors. */
export interface Refusal {
  readonly status: number;
  readonly type: 'invalid_request_error' | 'api_error' | 'idempotency_error';
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const invalid = (status: number, message: string, rest: Partial<Refusal> = {}): Refusal => ({
  status,
  type: 'invalid_request_error',
  message,
  ...rest,
});

export const refusals = {
  noKey: () =>
    invalid(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
      { headers: { 'WWW-Authenticate': 'Bearer realm="Stripe"' } },
    ),
  wrongKey: (masked: string) => invalid(401, `Invalid API Key provided: ${masked}`),
  expiredKey: (masked: string) => invalid(401, `Expired API Key provided: ${masked}`, { code: 'api_key_expired' }),
  publishableKey: () =>
    invalid(
      401,
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
      { code: 'secret_key_required' },
    ),
  missingPermission: (masked: string, account: string, permission: string) =>
    invalid(
      403,
      `The provided key '${masked}' does not have the required permissions for this endpoint on account '${account}'. Having the '${permission}' permission would allow this request to continue.`,
      { code: 'more_permissions_required' },
    ),
  wrongVersion: (version: string) =>
    invalid(
      400,
      `Invalid Stripe API version: ${version}. You can see your current API version at https://dashboard.stripe.com/developers.`,
    ),
  unknownUrl: (method: string, path: string) => {
    const emptyStep = path.endsWith('/') || path.includes('//');
    const advice = emptyStep
      ? ' If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.'
      : '';
    return invalid(
      404,
      `Unrecognized request URL (${method}: ${path}).${advice} Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    );
  },
  wrongContentType: () =>
    invalid(
      400,
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
    ),
  unknownParameter: (param: string) =>
    invalid(400, `Received unknown parameter: ${param}`, { code: 'parameter_unknown', param }),
  missingParameter: (param: string) =>
    invalid(400, `Missing required param: ${param}.`, { code: 'parameter_missing', param }),
  emptyParameter: (param: string) =>
    invalid(
      400,
      `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
      { code: 'parameter_invalid_empty', param },
    ),
  notInteger: (param: string, value: string) =>
    invalid(400, `Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param }),
  tooLarge: (param: string, value: number, limit: number) =>
    invalid(400, `This value must be less than or equal to ${limit} (it currently is '${value}').`, {
      code: 'parameter_invalid_integer',
      param,
    }),
  tooSmall: (param: string, value: number, limit: number) =>
    invalid(400, `This value must be greater than or equal to ${limit} (it currently is '${value}').`, {
      code: 'parameter_invalid_integer',
      param,
    }),
  wrongValue: (param: string, message: string) => invalid(400, message, { param }),
  exclusiveParameters: (first: string, second: string) =>
    invalid(400, `You may only specify one of these parameters: ${first}, ${second}.`, {
      code: 'parameters_exclusive',
      param: first,
    }),
  /** `status` is 404 for an id in the path and 400 for one in a parameter. */
  missing: (kind: string, id: string, param: string, status: 400 | 404 = 400) =>
    invalid(status, `No such ${kind}: '${id}'`, { code: 'resource_missing', param }),
  tooManyLevels: (property: string) =>
    invalid(400, `You cannot expand more than 4 levels of a property. Property: ${property}`, {
      code: 'property_expansion_max_depth',
    }),
  notExpandable: (property: string) => invalid(400, `This property cannot be expanded (${property}).`),
  nothingUpcoming: (customer: string) =>
    invalid(404, `No upcoming invoices for customer: ${customer}`, { code: 'invoice_upcoming_none' }),
  noSubscriptionToPreview: () =>
    invalid(
      400,
      'You must specify one of the following parameters to preview an invoice: subscription, subscription_details[items], schedule, schedule_details[phases], invoice_items.',
      { code: 'parameter_missing', param: 'subscription' },
    ),
  wrongUrl: (param: string) => invalid(400, 'Not a valid URL', { code: 'url_invalid', param }),
  wrongTaxId: (type: string) => invalid(400, `Invalid value for ${type}.`, { code: 'tax_id_invalid', param: 'value' }),
  wrongSearch: (query: string) =>
    invalid(400, `We were unable to parse your search query: ${query}`, { param: 'query' }),
  wrongEmail: (email: string) =>
    invalid(400, `Invalid email address: ${email}`, { code: 'email_invalid', param: 'email' }),
  keyReused: (key: string): Refusal => ({
    status: 400,
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  }),
  keyTooLong: (length: number): Refusal => ({
    status: 400,
    type: 'idempotency_error',
    message: `Idempotency keys can only be up to 255 characters long. The one you passed has ${length}.`,
  }),
  keyInUse: (key: string): Refusal => ({
    status: 409,
    type: 'invalid_request_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    headers: { 'Stripe-Should-Retry': 'true' },
  }),
  tooManyRequests: (seconds: number): Refusal => ({
    status: 429,
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    headers: { 'Retry-After': String(seconds), 'Stripe-Rate-Limited-Reason': 'global-rate' },
  }),
  broken: (status: number): Refusal => ({
    status,
    type: 'api_error',
    message:
      'Sorry! There was an error while talking to Stripe. Please try again, or contact us at support@stripe.com.',
  }),
};

const codesWithoutPage = new Set(['more_permissions_required']);

/** The error envelope. `requestId` makes the link to the request's log, as Stripe adds it. */
export function answerRefusal(refusal: Refusal, requestId: string): Answer {
  const { status, type, code, message, param, headers } = refusal;
  const error = {
    ...(code === undefined ? {} : { code }),
    ...(code === undefined || codesWithoutPage.has(code)
      ? {}
      : { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
    message,
    ...(param === undefined ? {} : { param }),
    request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
    type,
  };
  return answerJson(status, { error }, headers ?? {});
}
