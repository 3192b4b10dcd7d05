/** How a desk's changes get into the journal. */
export const append = /* sql */ `
  -- The key under which the team has a row that a desk knows by other bounds.
  CREATE FUNCTION billfold.canonical(of_table text, of_key text) RETURNS text LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE period record;
  BEGIN
    IF of_table = 'periods' THEN
      RETURN coalesce((SELECT a.key FROM billfold.aliases a WHERE a.table_name = of_table AND a.alias = of_key), of_key);
    ELSIF of_table = 'alert_events' THEN
      FOR period IN SELECT alias, key FROM billfold.aliases WHERE table_name = 'periods'
        AND starts_with(of_key, '[' || alias || ',') LOOP
        RETURN '[' || period.key || substr(of_key, length(period.alias) + 2);
      END LOOP;
    END IF;
    RETURN of_key;
  END $$;

  -- The period that overlaps one by more than half of the longer of the two.
  CREATE FUNCTION billfold.period_like(of_key text, vals jsonb) RETURNS text LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
    WITH told AS (SELECT of_key::jsonb AS k, (of_key::jsonb ->> 3)::timestamptz AS start, (vals ->> 'period_end')::timestamptz AS stop)
    SELECT r.key FROM told, billfold.rows r,
      LATERAL (SELECT (r.key::jsonb ->> 3)::timestamptz AS start, (r.vals ->> 'period_end')::timestamptz AS stop) p
    WHERE r.table_name = 'periods'
      AND (r.key::jsonb -> 0, r.key::jsonb -> 1, r.key::jsonb -> 2) = (k -> 0, k -> 1, k -> 2)
      AND (r.key = of_key OR 2 * extract(epoch FROM least(p.stop, told.stop) - greatest(p.start, told.start))
        > greatest(extract(epoch FROM p.stop - p.start), extract(epoch FROM told.stop - told.start)))
    ORDER BY (r.key = of_key) DESC, r.seq, r.key LIMIT 1;
  $$;

  -- As desks write a moment; every other period is compared with it later.
  CREATE FUNCTION billfold.is_instant(told text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT told ~ '^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}([.][0-9]{1,6})?Z$' AND told::timestamptz IS NOT NULL;
  $$;

  -- What is wrong with a change, as "code about"; null where nothing is.
  CREATE FUNCTION billfold.fault_of(change jsonb) RETURNS text[] LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE described billfold.shared_tables; strange text;
  BEGIN
    SELECT * INTO described FROM billfold.shared_tables WHERE name = change ->> 'table';
    IF described.name IS NULL THEN RETURN ARRAY['table-not-shared', left(change ->> 'table', 80)]; END IF;
    IF NOT billfold.is_at_least(described.role) THEN RETURN ARRAY['role-forbids', described.name]; END IF;
    IF jsonb_typeof(change -> 'values') IS DISTINCT FROM 'object' OR jsonb_typeof(change -> 'former') IS DISTINCT FROM 'object'
      OR coalesce(change ->> 'kind', '') NOT IN ('insert', 'update', 'delete')
      OR jsonb_typeof((change ->> 'key')::jsonb) IS DISTINCT FROM 'array'
      OR jsonb_array_length((change ->> 'key')::jsonb) <> described.keys
      OR jsonb_path_exists((change ->> 'key')::jsonb, '$.** ? (@.type() == "object" || @.type() == "boolean")')
      -- More than a desk's numbers hold: none could read the journal any more.
      OR jsonb_path_exists(jsonb_build_array((change ->> 'key')::jsonb, change -> 'values', change -> 'former'),
        '$.** ? (@ > 1e300 || @ < -1e300)')
      OR (change ->> 'id')::uuid IS NULL OR (change ->> 'schema')::integer IS NULL OR change ->> 'at' IS NULL THEN
      RETURN ARRAY['malformed', described.name];
    END IF;
    IF described.name = 'periods' AND (NOT coalesce(billfold.is_instant((change ->> 'key')::jsonb ->> 3), false)
      OR change -> 'values' ? 'period_end' AND NOT coalesce(billfold.is_instant(change -> 'values' ->> 'period_end'), false)) THEN
      RETURN ARRAY['malformed', described.name];
    END IF;
    SELECT k INTO strange FROM jsonb_each((change -> 'values') || (change -> 'former')) AS e(k, v)
      WHERE k <> ALL (described.columns) OR jsonb_typeof(v) NOT IN ('string', 'number', 'null') LIMIT 1;
    IF strange IS NOT NULL THEN RETURN ARRAY['column-not-shared', described.name || '.' || left(strange, 80)]; END IF;
    IF octet_length(change::text) > 4194304 THEN RETURN ARRAY['too-large', described.name]; END IF;
    RETURN NULL;
  EXCEPTION WHEN data_exception THEN RETURN ARRAY['malformed', described.name];
  END $$;

  -- Puts a transaction into the journal, once however often it is sent. Answers its number, and of rows that the team had
  -- decided on already how they are there.
  CREATE FUNCTION billfold.append(transaction uuid, list jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    own billfold.desks := billfold.me();
    number bigint; change jsonb; fault text[]; place integer := 0; settled jsonb := '[]';
    name text; row_key text; there billfold.rows; like_key text;
  BEGIN
    -- Held to the end: whoever appends next waits, and sees all of this.
    SELECT seq + 1 INTO number FROM billfold.head FOR UPDATE;
    IF EXISTS (SELECT 1 FROM billfold.transactions t WHERE t.id = transaction) THEN
      RETURN (SELECT jsonb_build_object('seq', t.seq, 'merged', t.merged) FROM billfold.transactions t WHERE t.id = transaction);
    END IF;
    IF jsonb_typeof(list) IS DISTINCT FROM 'array' THEN PERFORM billfold.refuse('malformed', ''); END IF;
    INSERT INTO billfold.transactions (seq, id, desk, merged) VALUES (number, transaction, own.id, '[]');
    FOR change IN SELECT value FROM jsonb_array_elements(list) LOOP
      fault := billfold.fault_of(change);
      IF fault IS NOT NULL THEN PERFORM billfold.refuse(fault[1], fault[2]); END IF;
      name := change ->> 'table';
      row_key := billfold.canonical(name, change ->> 'key');
      IF name = 'periods' AND change ->> 'kind' = 'insert' THEN
        like_key := billfold.period_like(row_key, change -> 'values');
        IF like_key IS NOT NULL AND like_key <> change ->> 'key' THEN
          INSERT INTO billfold.aliases VALUES ('periods', change ->> 'key', like_key) ON CONFLICT DO NOTHING;
        END IF;
        row_key := coalesce(like_key, row_key);
      END IF;
      SELECT * INTO there FROM billfold.rows r WHERE r.table_name = name AND r.key = row_key;
      -- Once for all: what is there is what was decided.
      IF there.key IS NOT NULL AND change ->> 'kind' = 'insert' AND name IN ('periods', 'alert_events', 'notices') THEN
        settled := settled || jsonb_build_object('id', change ->> 'id', 'table', name, 'key', row_key, 'former', change ->> 'key',
          'values', there.vals);
        CONTINUE;
      END IF;
      IF change ->> 'kind' = 'delete' THEN
        DELETE FROM billfold.rows r WHERE r.table_name = name AND r.key = row_key;
        DELETE FROM billfold.rows r USING billfold.shared_tables s
          WHERE s.name = change ->> 'table' AND r.table_name = ANY (s.parts)
          AND r.key > '[' || row_key || ',' AND r.key < '[' || row_key || '-';
      ELSIF there.key IS NOT NULL THEN
        UPDATE billfold.rows r SET vals = r.vals || (change -> 'values'), seq = number WHERE r.table_name = name AND r.key = row_key;
      ELSIF change ->> 'kind' = 'insert' THEN
        INSERT INTO billfold.rows VALUES (name, row_key, change -> 'values', number);
      END IF;
      place := place + 1;
      INSERT INTO billfold.changes VALUES (number, place, (change ->> 'id')::uuid, name, row_key, change ->> 'kind',
        change -> 'values', change -> 'former', change ->> 'at', (change ->> 'schema')::integer);
    END LOOP;
    UPDATE billfold.transactions t SET merged = settled WHERE t.seq = number;
    UPDATE billfold.head SET seq = number, last = transaction;
    UPDATE billfold.desks d SET sent_at = now() WHERE d.id = own.id;
    PERFORM pg_notify('billfold', number::text);
    RETURN jsonb_build_object('seq', number, 'merged', settled);
  END $$;

  -- Rows as they are before there is a journal: the archive that a team begins with.
  CREATE FUNCTION billfold.seed(list jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE change jsonb; fault text[]; number bigint;
  BEGIN
    PERFORM billfold.refuse_below('administrator', 'seed');
    SELECT seq INTO number FROM billfold.head FOR SHARE;
    IF number > 0 THEN PERFORM billfold.refuse('team-not-empty', ''); END IF;
    FOR change IN SELECT value FROM jsonb_array_elements(list) LOOP
      fault := billfold.fault_of(change);
      IF fault IS NOT NULL THEN PERFORM billfold.refuse(fault[1], fault[2]); END IF;
      INSERT INTO billfold.rows VALUES (change ->> 'table', change ->> 'key', change -> 'values', 0)
        ON CONFLICT (table_name, key) DO UPDATE SET vals = excluded.vals;
    END LOOP;
  END $$;
`;
