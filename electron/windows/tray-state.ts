import { fill, type SharedMessages } from '#shared/messages/index.ts';
import type { Attention } from '#shared/to-do.ts';
import { oneLine } from '#shared/visible-text.ts';

/** `watching` is the only green one: every account is watched, and there is nothing to do. */
export type TrayState = 'idle' | 'watching' | 'to-do' | 'unwatched';

export const trayStateOf = ({ open, unwatched, accounts }: Attention): TrayState => {
  if (accounts === 0) return 'idle';
  if (unwatched.length > 0) return 'unwatched';
  return open > 0 ? 'to-do' : 'watching';
};

// A tool tip is cut off by the desktop; on Windows after 127 characters.
const mostNames = 2;
const longestName = 30;

/** What the tool tip says: how much there is to do, and who is not watched. */
export function toolTipOf({ open, unwatched, accounts }: Attention, text: SharedMessages['tray']): string {
  if (accounts === 0) return text.nothing;
  const named = unwatched
    .slice(0, mostNames)
    .map((name) => oneLine(name, longestName))
    .join(', ');
  const names =
    unwatched.length > mostNames ? fill(text.more, { accounts: named, count: unwatched.length - mostNames }) : named;
  const lines = [
    ...(open > 0 ? [open === 1 ? text.openOne : fill(text.open, { count: open })] : []),
    ...(unwatched.length > 0
      ? [
          unwatched.length === accounts && accounts === 1
            ? fill(text.unwatchedOne, { accounts: names })
            : fill(text.unwatched, { count: unwatched.length, all: accounts, accounts: names }),
        ]
      : []),
  ];
  return lines.length > 0 ? lines.join('\n') : text.watching;
}
