export const tables = {
  selectAll: 'Select all rows',
  selectRow: 'Select {name}',
  actions: 'Actions',
  headerKeys: 'Enter sorts. The left and right arrow keys go to another column. With Shift, they change its width.',
};
