import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { Desk, Response } from '#shared/ipc/contract.ts';
import { call } from '../bridge.ts';
import { onNews } from './news.ts';
import { createResource } from './resource.ts';

/** All accounts together, as main last put them. */
export const useDesk = defineStore('desk', () => {
  const desk = createResource<Desk>(() => call('desk.get', null));
  const calendar = createResource<Response<'desk.calendar'>>(() => call('desk.calendar', null));
  const renewals = createResource<Response<'contracts.list'>>(() => call('contracts.list', null));
  const refresh = () => Promise.all([desk.refresh(), calendar.refresh(), renewals.refresh()]);
  onNews(['accounts.changed', 'snapshot.changed', 'alerts.changed', 'invoices.changed', 'desk.changed'], refresh);
  void refresh();

  const rows = computed(() => desk.value.value?.rows ?? []);
  return {
    ...{ value: desk.value, error: desk.error, refresh, calendar: calendar.value, renewals: renewals.value },
    /** Real accounts, and those of practice, which are in no sum; where there is nothing else they stand alone. */
    real: computed(() => rows.value.filter(({ practice }) => !practice)),
    practice: computed(() => rows.value.filter(({ practice }) => practice)),
  };
});
