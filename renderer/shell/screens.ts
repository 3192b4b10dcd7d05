import {
  Bell,
  BookUp,
  CreditCard,
  Download,
  FileText,
  Gauge,
  Landmark,
  LayoutList,
  ListChecks,
  Settings,
} from '@lucide/vue';

/** The rail from top to bottom; Settings stands apart at its foot. */
export const screens = [
  { name: 'desk', icon: LayoutList },
  { name: 'to-do', icon: ListChecks },
  { name: 'overview', icon: Gauge },
  { name: 'invoices', icon: FileText },
  { name: 'alerts', icon: Bell },
  { name: 'subscription', icon: CreditCard },
  { name: 'details', icon: Landmark },
  { name: 'exports', icon: Download },
  { name: 'handover', icon: BookUp },
  { name: 'settings', icon: Settings },
] as const;

export type ScreenName = (typeof screens)[number]['name'];

/** Screens that are reached from one of the rail. */
const parents: Readonly<Record<string, ScreenName>> = {
  import: 'invoices',
  sellers: 'invoices',
  verification: 'invoices',
};

/** Where on the rail a route belongs. */
export const railScreenOf = (route: string): string => parents[route] ?? route;
