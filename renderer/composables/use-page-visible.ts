import { onScopeDispose, readonly, type Ref, ref } from 'vue';

/** Whether the window is on screen: false while it is minimized, or closed to the tray. */
export function usePageVisible(): Readonly<Ref<boolean>> {
  const visible = ref(document.visibilityState === 'visible');
  const update = () => {
    visible.value = document.visibilityState === 'visible';
  };
  document.addEventListener('visibilitychange', update);
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', update);
  });
  return readonly(visible);
}
