import type { desktop as english } from '../en/desktop.ts';
import type { Words } from '../words.ts';

export const desktop: Words<typeof english> = {
  test: {
    shown: 'Die Benachrichtigung wurde durch {notifier} gezeigt.',
    failed: 'Die Benachrichtigung konnte nicht gezeigt werden: {reason}.',
    denied: 'Benachrichtigungen von Billfold sind auf diesem Computer nicht erlaubt: {reason}.',
    unsupported: 'Dieser Desktop hat keinen Dienst, der Benachrichtigungen zeigt.',
    nothingLost: 'Nichts geht verloren: Warnungen bleiben unter „Warnungen“, bis jemand sie gesehen hat.',
    notSeen: 'Nicht gesehen?',
    fix: 'Was zu tun ist',
  },
  fix: {
    windows: {
      shown:
        'Vielleicht ist „Nicht stören“ oder der Benachrichtigungsassistent an: Windows legt Benachrichtigungen dann gleich in die Mitteilungszentrale. Öffnen Sie Einstellungen → System → Benachrichtigungen und schalten Sie „Nicht stören“ aus, oder nehmen Sie Billfold in die Prioritätsbenachrichtigungen auf.',
      denied:
        'Öffnen Sie Einstellungen → System → Benachrichtigungen, schalten Sie Benachrichtigungen ein und danach Billfold in der Liste darunter. Lässt sich der Schalter nicht ändern, hat Ihre Administration Benachrichtigungen abgeschaltet.',
      failed:
        'Windows zeigt Benachrichtigungen nur von Programmen mit einer Verknüpfung im Startmenü, die ihre Kennung trägt (AppUserModelID app.billfold.desktop). Suchen Sie Billfold im Startmenü. Fehlt es dort, installieren Sie Billfold mit seinem Installationsprogramm, starten Sie es aus dem Startmenü und testen Sie erneut.',
      unsupported:
        'Diese Ausgabe von Windows kann keine Benachrichtigungen zeigen. Installieren Sie Billfold auf einer Desktop-Ausgabe von Windows 10 oder 11, um Warnungen auf dem Bildschirm zu sehen.',
    },
    macos: {
      shown:
        'Vielleicht ist ein Fokus an: Dann liegt sie in der Mitteilungszentrale. Wählen Sie in Systemeinstellungen → Mitteilungen → Billfold „Banner“ oder „Hinweise“, und erlauben Sie Billfold in Systemeinstellungen → Fokus.',
      denied:
        'Öffnen Sie Systemeinstellungen → Mitteilungen → Billfold, schalten Sie „Mitteilungen erlauben“ ein und testen Sie erneut.',
      failed:
        'macOS zeigt nur Mitteilungen signierter Programme. Wurde diese Kopie aus den Quellen gebaut, ist sie nicht signiert: Installieren Sie das signierte Paket. Sonst öffnen Sie Systemeinstellungen → Mitteilungen → Billfold und schalten „Mitteilungen erlauben“ ein.',
      unsupported:
        'Diese Version von macOS zeigt keine Mitteilungen von Billfold. Aktualisieren Sie macOS und testen Sie erneut.',
    },
    linux: {
      shown:
        'Vielleicht ist „Nicht stören“ an: Sehen Sie in den Benachrichtigungseinstellungen Ihres Desktops nach. Bei dunst zeigt „dunstctl set-paused false“, was zurückgehalten wurde.',
      denied:
        'Erlauben Sie Billfold in den Einstellungen Ihres Desktops unter „Benachrichtigungen“. Läuft es in einer Sandbox, muss diese ihm org.freedesktop.Notifications erlauben.',
      failed:
        'Der Benachrichtigungsdienst dieses Desktops hat sie abgelehnt oder nicht geantwortet. Melden Sie sich ab und wieder an oder starten Sie den Dienst neu (bei dunst: „systemctl --user restart dunst“) und testen Sie erneut.',
      unsupported:
        'Auf dem Bus dieser Sitzung antwortet niemand auf org.freedesktop.Notifications. GNOME, KDE Plasma, Xfce, Cinnamon und MATE bringen einen Benachrichtigungsdienst mit; sonst installieren und starten Sie einen, zum Beispiel dunst (bei Debian und Ubuntu: „sudo apt install dunst“), und testen Sie erneut.',
    },
  },
  autostart: {
    label: 'Bei der Anmeldung starten',
    hint: 'Billfold startet im Hintergrund, ohne sein Fenster, und überwacht von da an.',
    unavailable:
      'So, wie Billfold gerade läuft, kann das System es nicht starten: aus seinen Quellen oder mit einem Datenordner, den BILLFOLD_DATA_DIR nennt. Starten Sie das installierte Billfold ohne diese Variable, um das zu nutzen.',
    blocked: {
      windows:
        'Windows hält Billfold vom Start ab: Es ist im Task-Manager unter „Autostart“ abgeschaltet. Schalten Sie es dort ein, oder hier noch einmal.',
      macos:
        'macOS wartet auf Ihre Zustimmung: Öffnen Sie Systemeinstellungen → Allgemein → Anmeldeobjekte und schalten Sie Billfold ein.',
      linux:
        'Billfold ist in den Einstellungen Ihres Desktops für Startprogramme abgeschaltet. Schalten Sie es dort ein, oder hier noch einmal.',
    },
    switchedOn: 'Billfold startet, wenn Sie sich anmelden',
    switchedOff: 'Billfold startet nicht mehr, wenn Sie sich anmelden',
  },
};
