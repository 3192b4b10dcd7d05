/** What every member may read. */
export const reading = /* sql */ `
  -- The journal behind a place, whole transactions; refuses where the place is another one's here: the server lost its tail.
  CREATE FUNCTION billfold.changes_since(after bigint, last uuid, most integer) RETURNS jsonb LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    IF after > 0 AND last IS NOT NULL AND NOT EXISTS (SELECT 1 FROM billfold.transactions t WHERE t.seq = after AND t.id = last) THEN
      PERFORM billfold.refuse('journal-differs', after::text);
    END IF;
    RETURN (
      SELECT coalesce(jsonb_agg(jsonb_build_object('seq', t.seq, 'id', t.id, 'member', m.name, 'desk', d.desk, 'merged', t.merged, 'changes', (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'table', c.table_name, 'key', c.key, 'kind', c.kind,
          'values', c.vals, 'former', c.former, 'at', c.at, 'schema', c.schema) ORDER BY c.part), '[]')
        FROM billfold.changes c WHERE c.seq = t.seq)) ORDER BY t.seq), '[]')
      FROM (SELECT * FROM billfold.transactions WHERE seq > after ORDER BY seq LIMIT least(most, 500)) t
      JOIN billfold.desks d ON d.id = t.desk JOIN billfold.members m ON m.id = d.member);
  END $$;

  -- The last place that a desk and this journal have in common.
  CREATE FUNCTION billfold.common(known jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    RETURN coalesce((SELECT jsonb_build_object('seq', t.seq, 'last', t.id) FROM billfold.transactions t
      JOIN jsonb_array_elements(known) k ON (k ->> 'seq')::bigint = t.seq AND (k ->> 'id')::uuid = t.id
      ORDER BY t.seq DESC LIMIT 1), jsonb_build_object('seq', 0, 'last', NULL));
  END $$;

  CREATE FUNCTION billfold.head_of_journal() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    RETURN (SELECT jsonb_build_object('seq', seq, 'last', last) FROM billfold.head);
  END $$;

  -- Rows of a table in the order of their keys, as they are now: to join, and to repair.
  CREATE FUNCTION billfold.snapshot(of_table text, after text, most integer) RETURNS TABLE (key text, vals jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    RETURN QUERY SELECT r.key, r.vals FROM billfold.rows r
      WHERE r.table_name = of_table AND r.key > after ORDER BY r.key LIMIT least(most, 5000);
  END $$;

  -- Count and hash of each table, in any order of its rows.
  CREATE FUNCTION billfold.table_hashes() RETURNS TABLE (name text, count bigint, hash text) LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    RETURN QUERY SELECT s.name, count(r.key), to_hex(coalesce(bit_xor(('x' || substr(md5(concat(r.key, (
        SELECT string_agg(chr(31) || coalesce(r.vals ->> c, chr(5)), '' ORDER BY i) FROM unnest(s.columns) WITH ORDINALITY AS u(c, i)
      ))), 1, 16))::bit(64)::bigint) FILTER (WHERE r.key IS NOT NULL), 0))
      FROM billfold.shared_tables s LEFT JOIN billfold.rows r ON r.table_name = s.name GROUP BY s.name;
  END $$;

  CREATE FUNCTION billfold.members_of_team() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    RETURN (SELECT coalesce(jsonb_agg(to_jsonb(listed) - 'id' ORDER BY listed.id), '[]') FROM (
      SELECT m.id, m.name, m.role,
        CASE WHEN m.removed_at IS NOT NULL THEN 'removed' WHEN bool_or(d.joined_at IS NOT NULL) THEN 'joined' ELSE 'invited' END AS state,
        count(d.id) FILTER (WHERE d.joined_at IS NOT NULL AND d.left_at IS NULL) AS desks, max(d.sent_at) AS "sentAt"
      FROM billfold.members m LEFT JOIN billfold.desks d ON d.member = m.id GROUP BY m.id) listed);
  END $$;

  CREATE FUNCTION billfold.my_membership() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own billfold.desks := billfold.me();
  BEGIN
    RETURN (SELECT jsonb_build_object('name', m.name, 'role', m.role) FROM billfold.members m WHERE m.id = own.member);
  END $$;

  CREATE FUNCTION billfold.lacking_documents(wanted text[]) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    RETURN ARRAY(SELECT w FROM unnest(wanted) w WHERE NOT EXISTS (SELECT 1 FROM billfold.documents d WHERE d.sha256 = w));
  END $$;

  CREATE FUNCTION billfold.document(of_sha256 text) RETURNS bytea LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    RETURN (SELECT d.bytes FROM billfold.documents d WHERE d.sha256 = of_sha256);
  END $$;
`;
