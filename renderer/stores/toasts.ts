import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';

type Failure = Extract<Result<unknown>, { ok: false }>;

export interface Toast {
  readonly id: number;
  readonly tone: 'info' | 'success' | 'danger';
  readonly text: string;
  /** For failures: shown with what was not lost and what to do. */
  readonly error?: AppError;
  readonly action?: { readonly label: string; readonly run: () => void | Promise<void> };
}

/** Short news at the corner of the window. The newest three stay; each is announced to screen readers. */
export const useToasts = defineStore('toasts', () => {
  const toasts = ref<Toast[]>([]);
  let lastId = 0;

  function show(toast: Omit<Toast, 'id'>): number {
    lastId += 1;
    toasts.value = [...toasts.value, { ...toast, id: lastId }].slice(-3);
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
    dismiss(id: number) {
      toasts.value = toasts.value.filter((toast) => toast.id !== id);
    },
  };
});
