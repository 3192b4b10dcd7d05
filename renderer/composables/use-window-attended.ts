import { onScopeDispose, readonly, type Ref, ref } from 'vue';

const isAttended = () => document.visibilityState === 'visible' && document.hasFocus();

/** Whether somebody is at the window: on screen and with the focus, not behind another one, minimized or in the tray. */
export function useWindowAttended(): Readonly<Ref<boolean>> {
  const attended = ref(isAttended());
  const update = () => {
    attended.value = isAttended();
  };
  document.addEventListener('visibilitychange', update);
  window.addEventListener('focus', update);
  window.addEventListener('blur', update);
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', update);
    window.removeEventListener('focus', update);
    window.removeEventListener('blur', update);
  });
  return readonly(attended);
}
