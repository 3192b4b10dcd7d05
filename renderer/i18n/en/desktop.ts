/** What the operating system does or refuses, and how to change that. */
export const desktop = {
  test: {
    shown: 'The notification was shown by {notifier}.',
    failed: 'The notification couldn’t be shown: {reason}.',
    denied: 'Billfold’s notifications aren’t allowed on this computer: {reason}.',
    unsupported: 'This desktop has no notification service.',
    nothingLost: 'Nothing is lost: alerts stay under Alerts until somebody has seen them.',
    notSeen: 'Didn’t see it?',
    fix: 'How to fix it',
  },
  fix: {
    windows: {
      shown:
        'Do not disturb or Focus assist may be on: Windows then sends notifications straight to the notification center. Open Settings → System → Notifications and turn Do not disturb off, or add Billfold to the priority notifications.',
      denied:
        'Open Settings → System → Notifications, turn Notifications on, then turn on Billfold in the list below. If you can’t change the setting, your administrator has turned notifications off.',
      failed:
        'Windows shows notifications only for programs with a shortcut in the Start menu that has their ID (AppUserModelID app.billfold.desktop). Check whether Billfold is in the Start menu. If it’s missing, install Billfold with its installer, start it from the Start menu and test again.',
      unsupported:
        'This edition of Windows can’t show notifications. Install Billfold on a desktop edition of Windows 10 or 11 to see alerts on screen.',
    },
    macos: {
      shown:
        'A Focus may be on: the notification is then in Notification Center. In System Settings → Notifications → Billfold, choose Banners or Alerts, and in System Settings → Focus, allow Billfold.',
      denied: 'Open System Settings → Notifications → Billfold and turn on Allow notifications, then test again.',
      failed:
        'macOS shows notifications only for signed programs. If this copy was built from source, it isn’t signed: install the signed package. Otherwise, open System Settings → Notifications → Billfold and turn on Allow notifications.',
      unsupported: 'This version of macOS can’t show Billfold’s notifications. Update macOS, then test again.',
    },
    linux: {
      shown:
        'Do Not Disturb may be on: check your desktop’s notification settings. With dunst, “dunstctl set-paused false” shows what it held back.',
      denied:
        'Allow Billfold in your desktop’s settings under Notifications. If it runs in a sandbox, the sandbox must let it talk to org.freedesktop.Notifications.',
      failed:
        'This desktop’s notification service refused it or didn’t respond. Log out and back in, or restart the service (with dunst: “systemctl --user restart dunst”), then test again.',
      unsupported:
        'This session has no notification service (org.freedesktop.Notifications). GNOME, KDE Plasma, Xfce, Cinnamon and MATE include one; elsewhere, install and start one, for example dunst (on Debian and Ubuntu: “sudo apt install dunst”), then test again.',
    },
  },
  autostart: {
    label: 'Start when I log in',
    hint: 'Billfold starts in the background, without its window, and checks your accounts from then on.',
    unavailable:
      'The system can’t start Billfold as it is running now: it runs from source, or on a data folder named by BILLFOLD_DATA_DIR. Start the installed Billfold without that variable to use this.',
    blocked: {
      windows:
        'Windows keeps Billfold from starting: it’s turned off in Task Manager under Startup apps. Turn it on there, or turn it on here again.',
      macos: 'macOS needs your approval: open System Settings → General → Login Items and turn Billfold on.',
      linux:
        'Billfold is turned off in your desktop’s settings for programs that start at login. Turn it on there, or turn it on here again.',
    },
    switchedOn: 'Billfold will start when you log in',
    switchedOff: 'Billfold will no longer start when you log in',
  },
};
