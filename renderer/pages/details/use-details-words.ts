import { addressLines } from '#shared/address-form.ts';
import type { Address, NewTaxId } from '#shared/billing-details.ts';
import type { DetailsDifference } from '#shared/details-changes.ts';
import { taxIdTypeName } from '#shared/tax-ids.ts';
import { useText } from '../../i18n/use-text.ts';

type FieldName = DetailsDifference['field'];
type Side = DetailsDifference['was'];

const isTaxId = (side: NonNullable<Side>): side is NewTaxId => typeof side === 'object' && 'type' in side;

/** Billing details in words, for every place that shows them. */
export function useDetailsWords() {
  const { t, format } = useText();

  function address(lines: Address): string[] {
    const country = lines.country === null ? [] : [format.value.country(lines.country)];
    return [...addressLines(lines), ...country];
  }

  return {
    address,
    field: (name: FieldName): string => t(`details.field.${name}`),
    /** One side of a difference, a line each; none where there is nothing. */
    lines(side: Side): string[] {
      if (side === null || side === '') return [];
      if (typeof side === 'string') return [side];
      return isTaxId(side) ? [`${taxIdTypeName(side.type)} ${side.value}`] : address(side);
    },
  };
}
