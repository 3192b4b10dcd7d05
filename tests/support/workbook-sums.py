"""Has LibreOffice read a workbook: amounts must be numbers, and the sums that it computes of them must be the summary's.

Imports nothing of the program: workbook-sums.py WORKBOOK.xlsx FOLDER prints counts and what is wrong, as JSON. Headings are
field names.
"""
import json, os, subprocess, sys
import xml.etree.ElementTree as ET
from decimal import Decimal

workbook, folder = sys.argv[1:]
OFFICE, TABLE = ('{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}' % name for name in ('office', 'table'))
AMOUNTS = {
    'invoices': ['subtotal', 'discount', 'shipping', 'net', 'tax', 'total', 'settled', 'remaining', 'credit_applied'],
    'taxes': ['base', 'tax'],
    'lines': ['amount', 'discount', 'tax'],
    'payments': ['amount'],
    'summary': ['net', 'tax', 'total', 'settled', 'remaining'],
}


def convert(file, to):
    profile = f'-env:UserInstallation=file://{folder}/profile'
    subprocess.run(['soffice', '--headless', profile, '--convert-to', to, '--outdir', folder, file],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.path.join(folder, os.path.splitext(os.path.basename(file))[0] + '.' + to.split(':')[0])


def cells_of(row):
    for cell in row:
        if cell.tag not in (f'{TABLE}table-cell', f'{TABLE}covered-table-cell'):
            continue
        # Empty cells to the end of a row are told as one that is repeated.
        for _ in range(min(int(cell.get(f'{TABLE}number-columns-repeated', '1')), 60)):
            yield cell


def sheets_in(file):
    for sheet in ET.parse(file).getroot().iter(f'{TABLE}table'):
        rows = [list(cells_of(row)) for row in sheet.iter(f'{TABLE}table-row')]
        yield sheet.get(f'{TABLE}name'), [row for row in rows if any(cell.get(f'{OFFICE}value-type') for cell in row)]


def text_of(cell):
    return ''.join(cell.itertext()).strip()


def letter(index):
    return (letter(index // 26 - 1) if index >= 26 else '') + chr(65 + index % 26)


sheets, wrong, numbers = {}, [], 0
for name, rows in sheets_in(convert(workbook, 'fods')):
    heads = [text_of(cell) for cell in rows[0]]
    kind = 'summary' if 'tax_not_stated' in heads else name.lower()
    sheets[kind] = (name, heads, rows[1:])
    for field in [field for field in AMOUNTS.get(kind, []) if field in heads]:
        column = heads.index(field)
        for number, row in enumerate(rows[1:], 2):
            told = row[column].get(f'{OFFICE}value-type') if column < len(row) else None
            if told == 'float':
                numbers += 1
            elif told is not None:
                wrong.append(f'{name} {letter(column)}{number}: {told} {text_of(row[column])!r}')
missing = [kind for kind in AMOUNTS if kind not in sheets]
wrong += [f'no sheet {kind}' for kind in missing]

# LibreOffice computes both sums: of what counts among the invoices, and of the summary.
name, heads, rows = sheets['invoices']
summary, summary_heads, summary_rows = sheets['summary']
currencies = sorted({text_of(row[heads.index('currency')]) for row in rows})


def ranges(sheet, names, count):
    at = lambda field: letter(names.index(field))
    return lambda field: f"[$'{sheet}'.{at(field)}2:.{at(field)}{count + 1}]"


invoice, group = ranges(name, heads, len(rows)), ranges(summary, summary_heads, len(summary_rows))
formulas = []
for currency in currencies:
    for field in ['net', 'tax', 'total', 'settled']:
        counted = (f'of:=SUMIFS({invoice(field)};{invoice("currency")};"{currency}";'
                   f'{invoice("status")};"<>void";{invoice("status")};"<>draft")')
        formulas.append((currency, field, counted, f'of:=SUMIFS({group(field)};{group("currency")};"{currency}")'))
open_only = [(currency, 'remaining',
              f'of:=SUMIFS({invoice("remaining")};{invoice("currency")};"{currency}";{invoice("status")};"open")',
              f'of:=SUMIFS({group("remaining")};{group("currency")};"{currency}")') for currency in currencies]
formulas += open_only

fods = os.path.join(folder, os.path.splitext(os.path.basename(workbook))[0] + '.fods')
with open(fods, encoding='utf-8') as file:
    text = file.read()
cell = lambda formula: f'<table:table-cell table:formula="{formula.replace(chr(34), "&quot;").replace("<>", "&lt;&gt;")}"/>'
check = ''.join(f'<table:table-row>{cell(one)}{cell(other)}</table:table-row>' for _, _, one, other in formulas)
at = text.index('<table:table ')
checked = os.path.join(folder, 'checked.fods')
with open(checked, 'w', encoding='utf-8') as file:
    file.write(text[:at] + f'<table:table table:name="Check">{check}</table:table>' + text[at:])
subprocess.run(
    ['soffice', '--headless', f'-env:UserInstallation=file://{folder}/profile', '--convert-to',
     'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false', '--outdir', folder, checked],
    check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
with open(os.path.join(folder, 'checked.csv'), encoding='utf-8') as file:
    lines = [line.strip().split(',') for line in file if line.strip()]
for (currency, field, _, _), (one, other) in zip(formulas, lines):
    if abs(Decimal(one) - Decimal(other)) >= Decimal('0.0005'):
        wrong.append(f'{currency} {field}: {one} of the invoices, {other} of the summary')
if len(lines) != len(formulas):
    wrong.append(f'{len(lines)} sums were computed of {len(formulas)}')
print(json.dumps({'numbers': numbers, 'sums': len(lines), 'wrong': wrong}))
