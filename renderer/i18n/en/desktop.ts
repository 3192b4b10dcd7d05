/** What the operating system does or refuses, and how to change that. */
export const desktop = {
  test: {
    shown: 'The notification was shown by {notifier}.',
    failed: 'The notification could not be shown: {reason}.',
    denied: 'Notifications of Billfold are not allowed on this computer: {reason}.',
    unsupported: 'This desktop has no service that shows notifications.',
    nothingLost: 'Nothing is lost: alerts stay under Alerts until somebody has seen them.',
    notSeen: 'You did not see it?',
    fix: 'What to do',
  },
  fix: {
    windows: {
      shown:
        'Do not disturb or Focus assist may be on: Windows then puts notifications into the notification centre at once. Open Settings → System → Notifications and switch Do not disturb off, or name Billfold among the priority notifications.',
      denied:
        'Open Settings → System → Notifications, switch Notifications on, then Billfold in the list below. Where the switch cannot be changed, your administrator has turned notifications off.',
      failed:
        'Windows shows notifications only for programs with a shortcut in the Start menu that bears their id (AppUserModelID app.billfold.desktop). Look for Billfold in the Start menu. If it is missing, install Billfold with its installer, start it from the Start menu and test again.',
      unsupported:
        'This edition of Windows has no notification platform. Install Billfold on a desktop edition of Windows 10 or 11 to see alerts on screen.',
    },
    macos: {
      shown:
        'A Focus may be on: the notification is in Notification Centre then. In System Settings → Notifications → Billfold choose Banners or Alerts, and in System Settings → Focus allow Billfold.',
      denied: 'Open System Settings → Notifications → Billfold and switch on Allow notifications, then test again.',
      failed:
        'macOS shows notifications of signed programs only. If this copy was built from its sources it is not signed: install the signed package. Otherwise open System Settings → Notifications → Billfold and switch on Allow notifications.',
      unsupported: 'This version of macOS shows no notifications of Billfold. Update macOS, then test again.',
    },
    linux: {
      shown:
        'Do Not Disturb may be on: look at the notification settings of your desktop. With dunst, “dunstctl set-paused false” shows what it has held back.',
      denied:
        'Allow Billfold in your desktop’s settings under Notifications. If it runs in a sandbox, the sandbox must let it talk to org.freedesktop.Notifications.',
      failed:
        'The notification service of this desktop refused it or did not answer. Log out and in again, or restart the service (with dunst: “systemctl --user restart dunst”), then test again.',
      unsupported:
        'Nothing on this session’s bus answers to org.freedesktop.Notifications. GNOME, KDE Plasma, Xfce, Cinnamon and MATE bring a notification service with them; elsewhere install and start one, for example dunst (on Debian and Ubuntu: “sudo apt install dunst”), then test again.',
    },
  },
  autostart: {
    label: 'Start when I log in',
    hint: 'Billfold starts in the background, without its window, and watches from then on.',
    unavailable:
      'This copy of Billfold runs from its sources and cannot be started by macOS. Install Billfold to use this.',
    blocked: {
      windows:
        'Windows keeps Billfold from starting: it is switched off in the Task Manager under Startup apps. Switch it on there, or here once more.',
      macos: 'macOS asks for your approval: open System Settings → General → Login Items and switch Billfold on.',
      linux:
        'Billfold is switched off in your desktop’s settings for programs that start at login. Switch it on there, or here once more.',
    },
    switchedOn: 'Billfold will start when you log in',
    switchedOff: 'Billfold no longer starts when you log in',
  },
};
