import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';

type Failure = Extract<Result<unknown>, { ok: false }>;

export interface Toast {
  readonly id: number;
  /** In milliseconds. */
  readonly shownAt: number;
  readonly tone: 'info' | 'success' | 'danger';
  readonly text: string;
  /** For failures: shown with what was not lost and what to do. */
  readonly error?: AppError;
  readonly action?: { readonly label: string; readonly run: () => void | Promise<void> };
}

/** Whoever goes to another screen has had so long to read, in milliseconds. */
const readMillis = 4_000;

/** Short news at the corner of the window. The newest three stay; each is announced to screen readers. */
export const useToasts = defineStore('toasts', () => {
  const toasts = ref<Toast[]>([]);
  let lastId = 0;

  function show(toast: Omit<Toast, 'id' | 'shownAt'>): number {
    lastId += 1;
    toasts.value = [...toasts.value, { ...toast, id: lastId, shownAt: Date.now() }].slice(-3);
    return lastId;
  }

  const fail = (error: AppError): number => show({ tone: 'danger', text: '', error });

  return {
    toasts,
    show,
    succeed: (text: string) => show({ tone: 'success', text }),
    fail,
    /** Says why something failed; whether it did. */
    reportFailure(result: Result<unknown>): result is Failure {
      if (!result.ok) fail(result.error);
      return !result.ok;
    },
    /** What was there long enough to be read does not come along to another screen. */
    leaveScreen(): void {
      toasts.value = toasts.value.filter(({ shownAt }) => Date.now() - shownAt < readMillis);
    },
    dismiss(id: number) {
      toasts.value = toasts.value.filter((toast) => toast.id !== id);
    },
  };
});
