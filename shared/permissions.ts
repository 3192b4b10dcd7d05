import { type GuardedAction, guardedActions } from './guarded-actions.ts';
import type { Role } from './roles.ts';

/**
 * Who may do what: the least role that each action needs, in the account that it concerns. Said here alone; `docs/roles.md`
 * shows it. What is not among these actions is open to everyone at this computer. An office rule, not a security boundary.
 */
export const leastRole: Readonly<Record<GuardedAction, Role>> = {
  account: 'finance',
  alerts: 'finance',
  'billing-details': 'finance',
  subscription: 'finance',
  'payment-method': 'finance',
  payment: 'finance',
  plan: 'finance',
  source: 'finance',
  'support-address': 'finance',
  import: 'finance',
  annotations: 'finance',
  references: 'finance',
  findings: 'finance',
  handover: 'finance',
  channels: 'finance',
  sellers: 'finance',
};

/** In a team a few things are the administrators' own; PostgreSQL asks the same table. */
const administratorsOwn: ReadonlySet<GuardedAction> = new Set(['source']);

export const leastRoleInTeam = (action: GuardedAction): Role =>
  administratorsOwn.has(action) ? 'administrator' : leastRole[action];

const rank: Readonly<Record<Role, number>> = { viewer: 0, finance: 1, administrator: 2 };

export const mayDo = (role: Role, action: GuardedAction): boolean => rank[role] >= rank[leastRole[action]];

/** Whether the role may do anything but look. */
export const mayChange = (role: Role): boolean => guardedActions.some((action) => mayDo(role, action));

/** Whose role counts. */
export type Subject =
  /** Of an open account; with `closedToo` also of a closed one. */
  | { readonly account: string; readonly closedToo?: true }
  /** The role in any open account; where there is none, nothing forbids it. */
  | 'any-account'
  /** Of the account that the alert is for; of one over all accounts: of any. */
  | { readonly alert: string }
  /** Of the invoice's account; with `closedToo` also of a closed one. */
  | { readonly invoice: string; readonly closedToo?: true }
  /** Of each account, open or closed, that one of the invoices is of. */
  | { readonly invoices: readonly string[] }
  /** Of the account that a mailbox's invoices belong to. */
  | { readonly mailbox: string }
  /** Of each account that a file waits to be imported into. */
  | { readonly waiting: readonly string[] };

/** An action, and in which accounts the role must allow it. */
export interface ActionNeeds<Request> {
  readonly action: GuardedAction;
  /** `each`: of whatever it turns out to concern; what the role does not allow is left out, or all of it refused. */
  readonly of: 'each' | ((request: Request) => Subject);
}

/**
 * What somebody must be to ask for something: `anyone` at this computer, for what is no account's own or guarded by no role;
 * `viewer` to read, which every role is; or a role that allows an action.
 */
export type Needs<Request> = 'anyone' | 'viewer' | ActionNeeds<Request>;
