/** Why a server could not be reached, as far as people can do something about it. */
export const networkProblems = [
  'name',
  'refused',
  'broken',
  'offline',
  'certificate',
  'proxy',
  'redirect',
  'other',
] as const;
export type NetworkProblem = (typeof networkProblems)[number];

const patterns: readonly (readonly [NetworkProblem, RegExp])[] = [
  ['offline', /INTERNET_DISCONNECTED|ENETUNREACH|NETWORK_CHANGED|NETWORK_IO_SUSPENDED|NETWORK_ACCESS_DENIED/],
  ['proxy', /PROXY|TUNNEL|PAC_/],
  ['name', /NAME_NOT_RESOLVED|NAME_RESOLUTION|ENOTFOUND|EAI_AGAIN|DNS_/],
  ['certificate', /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|EPROTO/],
  ['redirect', /REDIRECT/],
  ['refused', /REFUSED|ADDRESS_UNREACHABLE|EHOSTUNREACH/],
  [
    'broken',
    /RESET|EPIPE|ABORTED|CLOSED|EMPTY_RESPONSE|CONTENT_LENGTH|CHUNKED|UND_ERR_SOCKET|HPE_|INVALID_HTTP|HTTP2|QUIC/,
  ],
];

/** What Chromium's or Node's code for a failed connection comes to. */
export const networkProblemOf = (code: string): NetworkProblem =>
  patterns.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other';
