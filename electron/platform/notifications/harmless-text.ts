import { oneLine } from '#shared/visible-text.ts';
import type { NotificationRequest } from '../ports.ts';

const longestTitle = 150;
const longestBody = 500;

/**
 * The one way to the desktop's notifications. A desktop may take angle brackets for markup, and there is no telling which
 * does: they become ‹ and ›.
 */
export const harmlessText = ({ title, body, ...request }: NotificationRequest): NotificationRequest => ({
  ...request,
  title: withoutMarkup(oneLine(title, longestTitle)),
  body: withoutMarkup(oneLine(body, longestBody)),
});

const withoutMarkup = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
