/** What members do beside changing rows: documents, leases, decisions, joining and leaving. */
export const deeds = /* sql */ `
  CREATE FUNCTION billfold.put_document(of_sha256 text, content bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own billfold.desks := billfold.me();
  BEGIN
    PERFORM billfold.refuse_below('finance', 'documents');
    IF octet_length(content) > 104857600 THEN PERFORM billfold.refuse('too-large', of_sha256); END IF;
    IF encode(sha256(content), 'hex') IS DISTINCT FROM of_sha256 THEN PERFORM billfold.refuse('malformed', 'documents'); END IF;
    INSERT INTO billfold.documents (sha256, bytes, desk) VALUES (of_sha256, content, own.id) ON CONFLICT DO NOTHING;
  END $$;

  -- Takes or renews the right to watch an account, by this server's clock; null while another desk has it. The token grows with
  -- every new holder: what comes with an older one is late.
  CREATE FUNCTION billfold.lease(of_account text, seconds integer) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own billfold.desks := billfold.me(); held billfold.leases;
  BEGIN
    PERFORM billfold.refuse_below('finance', 'leases');
    INSERT INTO billfold.leases VALUES (of_account, own.id, 1, clock_timestamp() + make_interval(secs => least(seconds, 86400)))
      ON CONFLICT (account) DO UPDATE SET desk = own.id, until = excluded.until,
        token = leases.token + CASE WHEN leases.desk = own.id AND leases.until > clock_timestamp() THEN 0 ELSE 1 END
        WHERE leases.desk = own.id OR leases.until <= clock_timestamp()
      RETURNING * INTO held;
    RETURN CASE WHEN held.account IS NULL THEN NULL ELSE jsonb_build_object('token', held.token) END;
  END $$;

  CREATE FUNCTION billfold.release(of_account text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own billfold.desks := billfold.me();
  BEGIN
    UPDATE billfold.leases SET until = clock_timestamp() WHERE account = of_account AND desk = own.id;
  END $$;

  -- Who holds what, for those who wonder.
  CREATE FUNCTION billfold.watchers() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    RETURN (SELECT coalesce(jsonb_object_agg(l.account, m.name), '{}') FROM billfold.leases l JOIN billfold.desks d ON d.id = l.desk
      JOIN billfold.members m ON m.id = d.member WHERE l.until > clock_timestamp());
  END $$;

  -- Yes to the first desk that asks, and to that one again; with a token only while it is the newest of the account.
  CREATE FUNCTION billfold.decide(of_account text, of_what text, with_token bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own billfold.desks := billfold.me(); held billfold.leases; decided integer;
  BEGIN
    PERFORM billfold.refuse_below('finance', 'decisions');
    SELECT * INTO held FROM billfold.leases WHERE account = of_account FOR SHARE;
    IF with_token IS NOT NULL AND (held.account IS NULL OR held.desk <> own.id OR held.token <> with_token) THEN
      PERFORM billfold.refuse('lease-lost', of_account);
    END IF;
    IF length(of_what) > 1000 THEN PERFORM billfold.refuse('too-large', 'decisions'); END IF;
    INSERT INTO billfold.decisions (account, what, desk) VALUES (of_account, of_what, own.id) ON CONFLICT DO NOTHING;
    SELECT desk INTO decided FROM billfold.decisions WHERE account = of_account AND what = of_what;
    RETURN decided = own.id;
  END $$;

  CREATE FUNCTION billfold.is_verifier(verifier text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT verifier ~ '^SCRAM-SHA-256[$][0-9]+:[A-Za-z0-9+/=]+[$][A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$';
  $$;

  -- A new database role for a desk of a member. The password comes as a SCRAM verifier: no log of the server's has it.
  CREATE FUNCTION billfold.add_desk(of_name text, of_role text, verifier text, days integer) RETURNS text LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE of_member billfold.members; new_login text; number integer;
  BEGIN
    IF of_role NOT IN ('administrator', 'finance', 'viewer') OR length(trim(of_name)) NOT BETWEEN 1 AND 80
      OR billfold.is_verifier(verifier) IS NOT TRUE THEN
      PERFORM billfold.refuse('malformed', 'members');
    END IF;
    INSERT INTO billfold.members (name, role) VALUES (trim(of_name), of_role) ON CONFLICT (name) DO NOTHING;
    SELECT * INTO of_member FROM billfold.members WHERE name = trim(of_name);
    IF of_member.removed_at IS NOT NULL THEN PERFORM billfold.refuse('member-removed', of_member.name); END IF;
    IF of_member.role <> of_role THEN PERFORM billfold.refuse('member-has-role', of_member.role); END IF;
    number := nextval(pg_get_serial_sequence('billfold.desks', 'id'));
    new_login := format('%s_desk_%s', billfold.prefix(), number);
    EXECUTE format('CREATE ROLE %I LOGIN CONNECTION LIMIT 8 PASSWORD %L VALID UNTIL %L', new_login, verifier,
      now() + make_interval(days => least(days, 30)));
    -- So that the owner may end its connections.
    EXECUTE format('GRANT %I TO CURRENT_USER', new_login);
    EXECUTE format('GRANT %I TO %I', billfold.prefix() || '_' || of_role, new_login);
    INSERT INTO billfold.desks (id, login, member) OVERRIDING SYSTEM VALUE VALUES (number, new_login, of_member.id);
    INSERT INTO billfold.audit (what, detail)
      VALUES ('invited', jsonb_build_object('member', of_member.name, 'role', of_role, 'login', new_login));
    RETURN new_login;
  END $$;

  CREATE FUNCTION billfold.invite(of_name text, of_role text, verifier text, days integer) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.refuse_below('administrator', 'members');
    RETURN billfold.add_desk(of_name, of_role, verifier, days);
  END $$;

  -- The invited desk is there: from now on only it knows the password.
  CREATE FUNCTION billfold.join(of_desk uuid, verifier text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own billfold.desks := billfold.me();
  BEGIN
    IF own.joined_at IS NOT NULL AND own.desk IS DISTINCT FROM of_desk THEN PERFORM billfold.refuse('invitation-used', own.login); END IF;
    IF billfold.is_verifier(verifier) IS NOT TRUE OR of_desk IS NULL THEN
      PERFORM billfold.refuse('malformed', 'members');
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', own.login, verifier, 'infinity');
    UPDATE billfold.desks SET desk = of_desk, joined_at = coalesce(joined_at, now()) WHERE id = own.id;
    INSERT INTO billfold.audit (what, detail) VALUES ('joined', jsonb_build_object('desk', of_desk));
    RETURN billfold.my_membership();
  END $$;

  CREATE FUNCTION billfold.shut(of_login text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', of_login);
    EXECUTE format('REVOKE %I, %I, %I FROM %I', billfold.prefix() || '_administrator', billfold.prefix() || '_finance',
      billfold.prefix() || '_viewer', of_login);
    UPDATE billfold.desks SET left_at = coalesce(left_at, now()) WHERE login = of_login;
    DELETE FROM billfold.leases l USING billfold.desks d WHERE d.id = l.desk AND d.login = of_login;
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = of_login AND pid <> pg_backend_pid();
  END $$;

  CREATE FUNCTION billfold.leave() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own billfold.desks := billfold.me();
  BEGIN
    IF billfold.is_at_least('administrator') AND NOT EXISTS (SELECT 1 FROM billfold.desks d JOIN billfold.members m ON m.id = d.member
      WHERE d.id <> own.id AND d.left_at IS NULL AND d.joined_at IS NOT NULL AND m.role = 'administrator' AND m.removed_at IS NULL)
      AND EXISTS (SELECT 1 FROM billfold.desks d WHERE d.id <> own.id AND d.left_at IS NULL) THEN
      PERFORM billfold.refuse('last-administrator', own.login);
    END IF;
    INSERT INTO billfold.audit (what, detail) VALUES ('left', jsonb_build_object('login', own.login));
    PERFORM billfold.shut(own.login);
  END $$;

  CREATE FUNCTION billfold.remove_member(of_name text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own billfold.desks := billfold.me(); of_member billfold.members;
  BEGIN
    PERFORM billfold.refuse_below('administrator', 'members');
    SELECT * INTO of_member FROM billfold.members WHERE name = of_name AND removed_at IS NULL;
    IF of_member.id IS NULL THEN PERFORM billfold.refuse('member-unknown', left(of_name, 80)); END IF;
    IF of_member.id = own.member THEN PERFORM billfold.refuse('not-yourself', of_name); END IF;
    UPDATE billfold.members SET removed_at = now() WHERE id = of_member.id;
    INSERT INTO billfold.audit (what, detail) VALUES ('removed', jsonb_build_object('member', of_name));
    PERFORM billfold.shut(d.login) FROM billfold.desks d WHERE d.member = of_member.id AND d.left_at IS NULL;
  END $$;

  -- Who did what among the members, newest first.
  CREATE FUNCTION billfold.audit_trail(most integer) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM billfold.me();
    RETURN (SELECT coalesce(jsonb_agg(to_jsonb(a) ORDER BY a.id DESC), '[]')
      FROM (SELECT * FROM billfold.audit ORDER BY id DESC LIMIT least(most, 1000)) a);
  END $$;
`;
