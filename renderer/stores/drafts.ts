import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import type { CustomerDetails } from '#shared/billing-details.ts';
import type { DetailsDraft } from './details-draft.ts';
import type { PlanDraft } from './plan-draft.ts';

/** What stands in forms that were left without saving or giving up, by account; forgotten when the window closes. */
export const useDrafts = defineStore('drafts', () => ({
  details: shallowReactive(new Map<string, { readonly base: CustomerDetails; readonly draft: DetailsDraft }>()),
  plans: shallowReactive(new Map<string, PlanDraft>()),
}));
