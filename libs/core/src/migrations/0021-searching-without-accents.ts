import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A clerk finds an account by any words of its name, address, telephone, e-mail, number and meter, in any order, with or
 * without accents. The words of an account stand in one row, which the tables that they come from keep up to date.
 */
export class SearchingWithoutAccents1767225600021 implements MigrationInterface {
  name = 'SearchingWithoutAccents1767225600021';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- As foldText of libs/contracts/src/search.ts; a spec holds the two together.
      CREATE FUNCTION fold_text(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT translate(replace(replace(replace(replace(
          lower(regexp_replace(normalize(given, NFKD),
            '[\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]', '', 'g')),
          'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðħŧıŋς', 'olddhtinσ')
      $$;

      -- Every word of a text by its parts and as one: Smith-Jones is smith, jones and smithjones.
      CREATE FUNCTION search_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT left(word, 200)), '{}') FROM (
          SELECT unnest(regexp_split_to_array(spaced, '\\s+') || regexp_replace(spaced, '\\s+', '', 'g')) AS word
          FROM regexp_split_to_table(fold_text(given), '\\s+') AS chunk,
            regexp_replace(chunk, '[\\u0001-/:-@[-\`{-\\u00bf\\u00d7\\u00f7\\u02b0-\\u02ff\\u2000-\\u206f\\u2190-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u303f\\ufe30-\\ufe4f]+', ' ', 'g') AS spaced
        ) words WHERE word <> ''
      $$;

      -- A telephone is found by all of its digits, without the country's 1, and without the area code.
      CREATE FUNCTION phone_words(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE WHEN digits = '' THEN '{}'::text[]
          WHEN length(digits) < 10 THEN ARRAY[digits]
          ELSE ARRAY[digits, regexp_replace(digits, '^1(?=.{10}$)', ''), right(digits, 7)] END
        FROM regexp_replace(normalize(given, NFKD), '\\D', '', 'g') AS digits
      $$;

      CREATE TABLE account_search (
        account_id integer PRIMARY KEY REFERENCES account ON DELETE CASCADE,
        words tsvector NOT NULL,
        -- Open accounts first, then by name and address.
        sort_key text COLLATE "C" NOT NULL
      );
      COMMENT ON TABLE account_search IS 'What an account is found by; kept up to date by triggers, never written otherwise.';

      CREATE FUNCTION refresh_account_search(ids integer[]) RETURNS void LANGUAGE plpgsql
        SET plan_cache_mode = force_custom_plan AS $$
      BEGIN
        -- Whoever writes a row reads its sources after whoever wrote it before.
        PERFORM 1 FROM account_search WHERE account_id = ANY(ids) ORDER BY account_id FOR UPDATE;
        INSERT INTO account_search (account_id, words, sort_key)
        SELECT a.id,
          array_to_tsvector(search_words(c.name || ' ' || p.address || ' ' || c.email || ' ' || a.number || ' '
            || coalesce(m.serial, '')) || phone_words(c.phone)),
          CASE a.status WHEN 'active' THEN '0' ELSE '1' END || c.name || chr(1) || p.address
        FROM account a JOIN customer c ON c.id = a.customer_id
        JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
        LEFT JOIN meter_installation i ON i.service_point_id = s.id AND i.removed_on IS NULL
        LEFT JOIN meter m ON m.id = i.meter_id
        WHERE a.id = ANY(ids) ORDER BY a.id
        ON CONFLICT (account_id) DO UPDATE SET words = excluded.words, sort_key = excluded.sort_key;
      END $$;
      SELECT refresh_account_search(array_agg(id)) FROM account;
      CREATE INDEX account_search_words ON account_search USING gin (words) WITH (fastupdate = off);

      -- Whole statements at a time, planned for as many rows as there are: a city is loaded in a few of them. A column
      -- list takes a row at a time: accounts change all day, and what they are found by hardly ever.
      CREATE FUNCTION account_search_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_account_search(ARRAY[NEW.id]);
        RETURN NULL;
      END $$;
      CREATE FUNCTION account_search_of_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_account_search(ARRAY(SELECT id FROM changed));
        RETURN NULL;
      END $$;
      CREATE FUNCTION account_search_of_customers() RETURNS trigger LANGUAGE plpgsql
        SET plan_cache_mode = force_custom_plan AS $$
      BEGIN
        PERFORM refresh_account_search(ARRAY(SELECT a.id FROM account a JOIN changed ON changed.id = a.customer_id));
        RETURN NULL;
      END $$;
      CREATE FUNCTION account_search_of_premises() RETURNS trigger LANGUAGE plpgsql
        SET plan_cache_mode = force_custom_plan AS $$
      BEGIN
        PERFORM refresh_account_search(ARRAY(
          SELECT a.id FROM account a JOIN service_point s ON s.id = a.service_point_id
          JOIN changed ON changed.id = s.premise_id));
        RETURN NULL;
      END $$;
      CREATE FUNCTION account_search_of_points() RETURNS trigger LANGUAGE plpgsql
        SET plan_cache_mode = force_custom_plan AS $$
      BEGIN
        PERFORM refresh_account_search(ARRAY(SELECT a.id FROM account a JOIN changed ON changed.id = a.service_point_id));
        RETURN NULL;
      END $$;
      CREATE FUNCTION account_search_of_meters() RETURNS trigger LANGUAGE plpgsql
        SET plan_cache_mode = force_custom_plan AS $$
      BEGIN
        PERFORM refresh_account_search(ARRAY(
          SELECT a.id FROM account a JOIN meter_installation i ON i.service_point_id = a.service_point_id
          JOIN changed ON changed.id = i.meter_id));
        RETURN NULL;
      END $$;
      CREATE FUNCTION account_search_of_installations() RETURNS trigger LANGUAGE plpgsql
        SET plan_cache_mode = force_custom_plan AS $$
      BEGIN
        PERFORM refresh_account_search(ARRAY(
          SELECT a.id FROM account a JOIN changed ON changed.service_point_id = a.service_point_id));
        RETURN NULL;
      END $$;

      CREATE TRIGGER search_words_new AFTER INSERT ON account
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION account_search_of_accounts();
      CREATE TRIGGER search_words AFTER UPDATE OF number, customer_id, service_point_id, status ON account
        FOR EACH ROW EXECUTE FUNCTION account_search_of_account();
      CREATE TRIGGER search_words AFTER UPDATE ON customer
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION account_search_of_customers();
      CREATE TRIGGER search_words AFTER UPDATE ON premise
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION account_search_of_premises();
      CREATE TRIGGER search_words AFTER UPDATE ON service_point
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION account_search_of_points();
      CREATE TRIGGER search_words AFTER UPDATE ON meter
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION account_search_of_meters();
      CREATE TRIGGER search_words_new AFTER INSERT ON meter_installation
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION account_search_of_installations();
      CREATE TRIGGER search_words AFTER UPDATE ON meter_installation
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION account_search_of_installations();
      CREATE TRIGGER search_words_gone AFTER DELETE ON meter_installation
        REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION account_search_of_installations();

      CREATE INDEX bill_number_squeezed ON bill (lower(replace(number, '-', '')) text_pattern_ops);
      CREATE INDEX work_order_number_squeezed ON work_order (lower(replace(number, '-', '')) text_pattern_ops);
      DROP INDEX customer_name, customer_last_name, premise_address, premise_street, account_number_prefix, meter_serial_prefix;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX customer_name ON customer (lower(name) text_pattern_ops);
      CREATE INDEX customer_last_name ON customer (lower(split_part(name, ' ', -1)) text_pattern_ops);
      CREATE INDEX premise_address ON premise (lower(address) text_pattern_ops);
      CREATE INDEX premise_street ON premise (lower(substr(address, strpos(address, ' ') + 1)) text_pattern_ops);
      CREATE INDEX account_number_prefix ON account (number text_pattern_ops);
      CREATE INDEX meter_serial_prefix ON meter (serial text_pattern_ops);
      DROP INDEX work_order_number_squeezed, bill_number_squeezed;
      DROP TRIGGER search_words_gone ON meter_installation;
      DROP TRIGGER search_words ON meter_installation;
      DROP TRIGGER search_words_new ON meter_installation;
      DROP TRIGGER search_words ON meter;
      DROP TRIGGER search_words ON service_point;
      DROP TRIGGER search_words ON premise;
      DROP TRIGGER search_words ON customer;
      DROP TRIGGER search_words ON account;
      DROP TRIGGER search_words_new ON account;
      DROP FUNCTION account_search_of_installations, account_search_of_meters, account_search_of_points,
        account_search_of_premises, account_search_of_customers, account_search_of_accounts, account_search_of_account;
      DROP FUNCTION refresh_account_search;
      DROP TABLE account_search;
      DROP FUNCTION phone_words, search_words, fold_text;
    `);
  }
}
