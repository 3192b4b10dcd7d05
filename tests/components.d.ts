/** Components as tests mount them. What they are inside is checked in the window's own zone. */
declare module '*.vue' {
  import type { Component } from 'vue';

  const component: Component;
  export default component;
}
