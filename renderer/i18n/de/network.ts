import type { network as english } from '../en/network.ts';
import type { Words } from '../words.ts';

export const network: Words<typeof english> = {
  title: 'Netzwerk',
  proxy: 'Proxy',
  mode: {
    system: 'Wie im System',
    environment: 'Aus Umgebungsvariablen',
    direct: 'Keiner',
    pac: 'Aus einem Skript (PAC)',
    manual: 'Hier eingeben',
  },
  modeHint: {
    system: 'Billfold nimmt den Proxy, den die Einstellungen dieses Computers nennen.',
    environment: 'Billfold nimmt HTTPS_PROXY und NO_PROXY, wie sie beim Start waren.',
    direct: 'Billfold verbindet sich direkt, auch wenn die Einstellungen dieses Computers einen Proxy nennen.',
    pac: 'Das Skript Ihres Netzwerks sagt für jeden Server, welcher Proxy zu nehmen ist. Ist es nicht zu lesen, verbindet sich Billfold nicht.',
    manual: 'Name und Passwort gehören nicht in die Adresse: Billfold fragt danach, wenn der Proxy fragt.',
  },
  pacUrl: 'Adresse des Skripts',
  server: 'Adresse des Proxys',
  serverHint: 'Zum Beispiel proxy.example.com:3128',
  bypass: 'Ohne Proxy',
  bypassHint: 'Server, mit Kommas getrennt, zum Beispiel intranet.example, 10.0.0.0/8',
  apply: 'Übernehmen',
  testProxy: 'Proxy testen',
  testConnections: 'Verbindungen testen',
  testing: 'Wird getestet …',
  loginTitle: 'Am Proxy {proxy} anmelden',
  loginText:
    'Er verlangt Benutzername und Passwort. Beides wird im Schlüsselspeicher dieses Computers aufbewahrt und nur an diesen Proxy gesendet.',
  loginOf: 'Benutzername und Passwort für {proxy}',
  loginRefused:
    'Der Proxy hat {user} mit dem gesendeten Passwort nicht angenommen. Es wird nicht noch einmal gesendet.',
  loginWorks: 'Der Proxy {proxy} hat beides angenommen.',
  place: {
    'secret-store': '{user}, im Schlüsselspeicher dieses Computers',
    session: '{user}, bis Billfold beendet wird: Dieser Computer hat keinen Schlüsselspeicher',
    environment: '{user}, aus einer Umgebungsvariablen',
    none: 'Noch nicht eingegeben',
  },
  user: 'Benutzername',
  password: 'Passwort',
  showPassword: 'Passwort anzeigen',
  signIn: 'Anmelden',
  enterLogin: 'Eingeben …',
  forgetLogin: 'Vergessen',
  authority: 'Zertifizierungsstelle Ihrer Firma',
  authorityIs: '{name}, gültig bis {validTo} ({file})',
  authorityNone: 'Keine: Billfold vertraut den Stellen, denen dieser Computer vertraut.',
  chooseAuthority: 'Datei wählen …',
  removeAuthority: 'Entfernen',
};
