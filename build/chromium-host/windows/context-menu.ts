import type { MenuRequest } from '../page/settings.ts';
import { NotOfferedError } from '../strict.ts';

type Offered = Pick<
  Electron.ContextMenuParams,
  'x' | 'y' | 'isEditable' | 'selectionText' | 'linkURL' | 'pageURL' | 'editFlags'
>;

/** The second argument of the `context-menu` event; what the host does not know is refused by name. */
export function contextMenuParams(
  { x, y, isEditable, selectionText, linkURL, canPaste }: MenuRequest,
  pageURL: string,
): Offered {
  const hasSelection = selectionText !== '';
  const editFlags = {
    ...{ canUndo: isEditable, canRedo: isEditable, canCut: canPaste && hasSelection, canCopy: hasSelection, canPaste },
    ...{ canDelete: canPaste && hasSelection, canSelectAll: true, canEditRichly: false },
  };
  const offered: Offered = { x, y, isEditable, selectionText, linkURL, pageURL, editFlags };
  return new Proxy(offered, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && key !== 'then' && key !== 'toJSON')
        throw new NotOfferedError(`ContextMenuParams.${key}`);
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}
