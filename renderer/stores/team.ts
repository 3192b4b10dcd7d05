import { computed, onScopeDispose, watch } from 'vue';
import { call, on } from '../bridge.ts';
import { createResource } from './resource.ts';

/** This computer's part in a team, as main tells it; follows its events for as long as whoever uses it lives. */
export function useTeam() {
  const status = createResource(() => call('team.status', null));
  const unsettled = createResource(() => call('team.unsettled', null));
  const members = createResource(() => call('team.members', null));
  const team = computed(() => status.value.value?.team ?? null);

  async function refresh(): Promise<void> {
    await status.refresh();
    if (team.value) await unsettled.refresh();
  }
  onScopeDispose(on('team.changed', () => void refresh()));
  void refresh();
  // The server is asked at first, and when it answers again; not each time that something was sent.
  watch(
    () => team.value !== null && team.value.failure === null,
    (answers) => {
      if (answers) void members.refresh();
    },
  );

  return { team, status, unsettled, members };
}
