import type { usage as english } from '../en/usage.ts';
import type { Words } from '../words.ts';

export const usage: Words<typeof english> = {
  title: 'Nutzung bei ImageKit',
  updated: 'ImageKit zählt alle sechs Stunden neu.',
  notIncluded: 'Nicht im Tarif',
  usageOf: 'Nutzung: {metric}',
  over: '{used} genutzt, {over} über den enthaltenen {included}',
  left: 'Noch {left} enthalten; danach {price} für je weitere {step}.',
  leftInStep: 'Noch {left} in der bezahlten Stufe; danach {price} für je weitere {step}.',
  noOverage: 'Für mehr berechnet der Tarif nichts.',
  howMeasured: 'ImageKits Seite dazu: {metric}',
  measures: {
    bandwidth:
      'Alle Bytes, die ImageKit nach der Optimierung im Monat ausliefert; was über das Enthaltene hinausgeht, wird in ganzen Stufen berechnet.',
    storage:
      'Was in die Mediathek geladen wurde, als jetziger Stand und nicht als Summe; was über das Enthaltene hinausgeht, wird in ganzen Stufen berechnet.',
    'video-processing-units':
      'Fallen an, wenn ein Video zum ersten Mal verarbeitet wird, je nach Auflösung und Länge; erneutes Ausliefern zählt nur als Bandbreite.',
    'extension-units':
      'Fallen bei Erweiterungen wie dem Entfernen des Hintergrunds und automatischen Schlagwörtern an, je nach Erweiterung verschieden viele.',
    'original-cache-storage':
      'Originale, die ImageKit für schnellere Verarbeitung aufbewahrt. Wird meist nicht berechnet.',
  },
  estimate: 'Geschätzte Rechnung',
  estimateText: 'Aus der bisherigen Nutzung und den Preisen des Tarifs „{plan}“. Es gilt die Rechnung von ImageKit.',
  estimateBeside: 'Nur zum Vergleich: Überblick und Warnungen richten sich nach der kommenden Rechnung des Anbieters.',
  missing:
    'Es gibt keine Schätzung: ImageKit nennt keine brauchbare Zahl für {metrics}, wofür der Tarif einen Preis hat. Schwellenwerte der Rechnung können so lange nicht überwacht werden.',
  forecast: 'Prognose für den Monat',
  noBand: 'Wie weit sie danebenliegen kann, steht hier nach drei abgeschlossenen Monaten mit Prognose.',
  noBandBeside: 'Wie weit sie danebenliegen kann, steht im Überblick, für die Rechnung des Anbieters.',
  working: 'Wie die Schätzung zustande kommt',
  steps: 'Stufen × Preis',
  cost: 'Kosten',
  fee: 'Monatspreis',
  step: '{count} × {price}',
  total: 'Schätzung bisher',
  history: 'Nutzung nach Monaten',
  historyEmpty: 'Es ist noch kein Monat bekannt.',
  historyPartly: 'Nicht jeder Monat konnte gelesen werden.',
  notFinal: 'noch nicht endgültig',
  noFigure: 'keine Angabe',
  historySummary: '{metric} nach Monaten. Höchstwert: {highest} im {month}.',
  noPlanTitle: 'Was kostet die Nutzung?',
  noPlanText:
    'ImageKit nennt die Nutzung, aber nicht ihren Preis. Geben Sie einmal Ihren Tarif ein: Dann schätzt Billfold die Rechnung, sagt sie voraus und überwacht Ihre Schwellenwerte.',
  enterPlan: 'Tarif eingeben',
  editPlan: 'Tarif bearbeiten',
  planTitle: 'Tarif',
  planText:
    'Übernehmen Sie die Angaben aus Ihrem Vertrag oder von ImageKits Abrechnungsseite. Lassen Sie weg, was Ihr Tarif nicht nennt.',
  preset: 'Ausgehen von',
  presetNone: 'Kein veröffentlichter Tarif',
  planFee: '{name}: {fee} {interval}',
  planIncludes: '{metric}: {included} enthalten',
  planCharges: '{metric}: {included} enthalten, darüber {price} je {step}',
  presetHint: 'Veröffentlichte Preise als Anfang. Sie ändern sich: Vergleichen Sie sie mit Ihrem Vertrag.',
  planName: 'Name des Tarifs',
  unitName: { GB: 'GB (10⁹ Byte)', GiB: 'GiB (2³⁰ Byte)', count: 'Einheiten' },
  stepSize: 'Stufe darüber',
  stepPrice: 'Preis einer Stufe',
  savePlan: 'Tarif speichern',
  saved: 'Der Tarif ist gespeichert. Die Schätzung richtet sich ab jetzt danach.',
  needsName: 'Geben Sie einen Namen ein.',
  needsFee: 'Geben Sie den Monatspreis ein; 0 für keinen.',
  wholeNumber: 'Geben Sie eine ganze Zahl bis {most} ein.',
  needsIncluded: 'Geben Sie ein, was enthalten ist; 0 für nichts.',
  needsBoth: 'Geben Sie Stufe und Preis ein oder keines von beiden.',
};
