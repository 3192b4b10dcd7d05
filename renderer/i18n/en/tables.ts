export const tables = {
  selectAll: 'Select all rows',
  selectRow: 'Select {name}',
  actions: 'Actions',
  loadingRow: 'Loading…',
  headerKeys: 'Enter sorts. Left and right arrow go to another column. With Shift they change the width.',
};
