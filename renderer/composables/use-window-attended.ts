import { useEventListener } from '@vueuse/core';
import { readonly, type Ref, ref } from 'vue';

const isAttended = () => document.visibilityState === 'visible' && document.hasFocus();

/** Whether somebody is at the window: on screen and with the focus, not behind another one, minimized or in the tray. */
export function useWindowAttended(): Readonly<Ref<boolean>> {
  const attended = ref(isAttended());
  const update = () => {
    attended.value = isAttended();
  };
  useEventListener(document, 'visibilitychange', update);
  useEventListener(window, ['focus', 'blur'], update);
  return readonly(attended);
}
