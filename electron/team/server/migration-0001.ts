/** Tables and the journal. Every function runs with the owner's rights, whoever calls it, and with this search path. */
export const journal = /* sql */ `
  CREATE TABLE billfold.members (
    id        integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name      text NOT NULL UNIQUE,
    role      text NOT NULL CHECK (role IN ('administrator', 'finance', 'viewer')),
    removed_at timestamptz
  );
  -- One database role a desk; a name is never used again.
  CREATE TABLE billfold.desks (
    id        integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    login     text NOT NULL UNIQUE,
    member    integer NOT NULL REFERENCES billfold.members,
    desk      uuid UNIQUE,
    invited_at timestamptz NOT NULL DEFAULT now(),
    joined_at timestamptz,
    left_at   timestamptz,
    sent_at   timestamptz
  );
  -- What of the desks' tables may be written, and by whom: described by the program that makes or upgrades the team.
  CREATE TABLE billfold.shared_tables (
    name    text PRIMARY KEY,
    place   integer NOT NULL,
    role    text NOT NULL,
    columns text[] NOT NULL,
    keys    integer NOT NULL,
    parts   text[] NOT NULL    -- tables whose keys begin with a key of this one: their rows go with its
  );
  -- Its one row is locked while a transaction gets its number: a reader never passes one that is committed later.
  CREATE TABLE billfold.head (one boolean PRIMARY KEY DEFAULT true CHECK (one), seq bigint NOT NULL, last uuid);
  INSERT INTO billfold.head (seq) VALUES (0);
  CREATE TABLE billfold.transactions (
    seq    bigint PRIMARY KEY,
    id     uuid NOT NULL UNIQUE,
    desk   integer NOT NULL REFERENCES billfold.desks,
    at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    merged jsonb NOT NULL
  );
  CREATE TABLE billfold.changes (
    seq        bigint NOT NULL REFERENCES billfold.transactions,
    part       integer NOT NULL,
    id         uuid NOT NULL,
    table_name text NOT NULL,
    key        text COLLATE "C" NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
    vals       jsonb NOT NULL,
    former     jsonb NOT NULL,
    at         text NOT NULL,
    schema     integer NOT NULL,
    PRIMARY KEY (seq, part)
  );
  CREATE INDEX changes_of_row ON billfold.changes (table_name, key);
  -- Every row as the journal has it: what a new desk reads, and what desks compare themselves with.
  CREATE TABLE billfold.rows (
    table_name text NOT NULL,
    key        text COLLATE "C" NOT NULL,
    vals       jsonb NOT NULL,
    seq        bigint NOT NULL,
    PRIMARY KEY (table_name, key)
  );
  -- Another name of a row: a period that two desks began with different bounds.
  CREATE TABLE billfold.aliases (table_name text, alias text, key text NOT NULL, PRIMARY KEY (table_name, alias));
  CREATE TABLE billfold.documents (
    sha256 text PRIMARY KEY,
    bytes  bytea NOT NULL,
    desk   integer NOT NULL REFERENCES billfold.desks,
    at     timestamptz NOT NULL DEFAULT now()
  );
  -- PDFs are packed already.
  ALTER TABLE billfold.documents ALTER bytes SET STORAGE EXTERNAL;
  CREATE TABLE billfold.leases (
    account text PRIMARY KEY,
    desk    integer NOT NULL REFERENCES billfold.desks,
    token   bigint NOT NULL,
    until   timestamptz NOT NULL
  );
  CREATE TABLE billfold.decisions (
    account text NOT NULL,
    what    text NOT NULL,
    desk    integer NOT NULL REFERENCES billfold.desks,
    at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account, what)
  );
  CREATE TABLE billfold.audit (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    login  text NOT NULL DEFAULT session_user,
    what   text NOT NULL,
    detail jsonb NOT NULL
  );

  -- Says why something is refused: the SQLSTATE is ours, the message is a code and the detail what it is about.
  CREATE FUNCTION billfold.refuse(code text, about text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN RAISE EXCEPTION USING ERRCODE = 'BF001', MESSAGE = code, DETAIL = coalesce(about, ''); END $$;

  -- The desk that is connected; refuses whoever is none any more.
  CREATE FUNCTION billfold.me() RETURNS billfold.desks LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  DECLARE found billfold.desks;
  BEGIN
    SELECT d.* INTO found FROM billfold.desks d JOIN billfold.members m ON m.id = d.member
      WHERE d.login = session_user AND d.left_at IS NULL AND m.removed_at IS NULL;
    IF found.id IS NULL THEN PERFORM billfold.refuse('not-a-member', session_user); END IF;
    RETURN found;
  END $$;

  -- Whether the member's role is at least this one.
  CREATE FUNCTION billfold.is_at_least(wanted text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_position(ARRAY['viewer', 'finance', 'administrator'], m.role)
      >= array_position(ARRAY['viewer', 'finance', 'administrator'], wanted)
    FROM billfold.members m WHERE m.id = (SELECT member FROM billfold.me());
  $$;

  CREATE FUNCTION billfold.refuse_below(wanted text, what text) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  BEGIN IF NOT billfold.is_at_least(wanted) THEN PERFORM billfold.refuse('role-forbids', what); END IF; END $$;
`;
