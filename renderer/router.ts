import { createRouter, createWebHashHistory, type Router, type RouterHistory } from 'vue-router';
import OverviewPage from './pages/overview-page.vue';
import WelcomePage from './pages/welcome-page.vue';

/** The window's own paths live behind `#`, so that every screen is the one page `app://billfold/index.html`. */
export const createAppRouter = (
  history: RouterHistory = createWebHashHistory(),
  /** Where one begins: what is known of the accounts by then decides. */
  first: () => string = () => '/overview',
): Router =>
  createRouter({
    history,
    routes: [
      { path: '/', redirect: first },
      { path: '/desk', name: 'desk', component: () => import('./pages/desk-page.vue') },
      { path: '/to-do', name: 'to-do', component: () => import('./pages/to-do-page.vue') },
      { path: '/welcome', name: 'welcome', component: WelcomePage },
      { path: '/connect', name: 'connect', component: () => import('./pages/connect-page.vue') },
      { path: '/overview', name: 'overview', component: OverviewPage },
      { path: '/invoices', name: 'invoices', component: () => import('./pages/invoices-page.vue') },
      { path: '/import', name: 'import', component: () => import('./pages/import-page.vue') },
      { path: '/sellers', name: 'sellers', component: () => import('./pages/sellers-page.vue') },
      { path: '/alerts', name: 'alerts', component: () => import('./pages/alerts-page.vue') },
      { path: '/subscription', name: 'subscription', component: () => import('./pages/subscription-page.vue') },
      { path: '/details', name: 'details', component: () => import('./pages/details-page.vue') },
      { path: '/verification', name: 'verification', component: () => import('./pages/verification-page.vue') },
      { path: '/exports', name: 'exports', component: () => import('./pages/exports-page.vue') },
      { path: '/handover', name: 'handover', component: () => import('./pages/handover-page.vue') },
      { path: '/recovery', name: 'recovery', component: () => import('./pages/recovery-page.vue') },
      { path: '/settings', name: 'settings', component: () => import('./pages/settings-page.vue') },
      // In development alone: a build leaves it out.
      ...(import.meta.env.DEV ? [{ path: '/gallery', component: () => import('./pages/gallery-page.vue') }] : []),
      { path: '/:elsewhere(.*)*', redirect: '/overview' },
    ],
  });
