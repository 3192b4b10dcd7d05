import { useEventListener } from '@vueuse/core';

/** What is typed and cannot be read yet: half a date, which a browser hands on as an empty one, or no amount. */
const isUnread = (control: Element): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.validity.badInput || control.validity.customError);

/**
 * No form is sent while a field holds what cannot be read, as it would be kept as none.
 * The field says what is wrong with it by its own `invalid` event.
 */
export function useWholeFields(): void {
  useEventListener(
    document,
    'submit',
    (event) => {
      if (!(event.target instanceof HTMLFormElement)) return;
      const unread = [...event.target.elements].filter(isUnread);
      if (unread.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      for (const control of unread) control.checkValidity();
      unread[0]?.focus();
    },
    { capture: true },
  );
}
