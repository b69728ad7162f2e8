-- Small card
--
-- Ruleset card, version 1.2.0
-- sha256:KEY
--
-- For tests.
--
-- These rules are open; what they come to is not LinkedIn's own score.
--
-- Written by ssi 0 (ssi compile). Change the rules and write it again, rather than changing it here.
--
-- PostgreSQL: executed by the tests of ssi, equal to its reference engine in every column.
--
-- It reads, in ssi:
--
--   parameters: One row: the day to look from
--     as_of  DATE; Rows dated later never count
--
--   members: One row a member
--     member_id     text; Unique, without blanks around it
--     completeness  DECIMAL(19, 6), as a fraction: 0.86; Share of the profile that is filled in
--     skills        a whole number from 0 to 10^12; Skills listed
--     hours         DECIMAL(19, 6); Hours a week
--     seat          BOOLEAN; Has a paid seat
--     industry      text; Industry
--
--   connections: People connected
--     member_id     text; Of members; other rows are passed over
--     connected_on  DATE, in UTC
--     title         text
--     company       text
--
--   invitations: Invitations sent
--     member_id  text; Of members; other rows are passed over
--     sent_on    DATE, in UTC
--     accepted   BOOLEAN
--
--   verdicts: The file that ssi match --dictionary keeps, loaded as it is
--     question  text; What is asked, by its key
--     text      text; Each distinct text, as it stands in its table
--     answer    BOOLEAN; Empty where there is nothing to read
--
-- The day to look from is the one row of "ssi"."parameters"; without it nobody is scored:
--   INSERT INTO "ssi"."parameters" VALUES (CAST('2026-06-30' AS DATE));
-- Then read:
--   SELECT * FROM "ssi"."card_scores";
-- This must give no row, or titles are unknown that could be matched:
--   SELECT * FROM "ssi"."card_unmatched";
-- What your warehouse lacks, leave out with ssi compile --without NAME: it is then unknown, never 0.

CREATE OR REPLACE VIEW "ssi"."card_scores" AS
WITH
/* The day to look from: exactly one row, or nobody is scored */
"_parameters" AS (
  SELECT
    CAST(MAX("as_of") AS DATE) AS "as_of"
  FROM "ssi"."parameters"
  HAVING
    COUNT(*) = 1
),

/* One row a member */
"members" AS (
  SELECT
    CAST("m"."member_id" AS TEXT) AS "member_id",
    "_parameters"."as_of",
    CAST(CAST("m"."completeness" AS DECIMAL(19, 6)) * 1000000 AS BIGINT) AS "completeness",
    CAST("m"."skills" AS BIGINT) AS "skills",
    CAST(CAST("m"."hours" AS DECIMAL(19, 6)) * 1000000 AS BIGINT) AS "hours",
    CAST("m"."seat" AS BOOLEAN) AS "seat",
    CASE
      WHEN BTRIM(
        CAST("m"."industry" AS TEXT),
        E'\u0009\u000A\u000B\u000C\u000D\u001C\u001D\u001E\u001F\u0020\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'
      ) <> ''
      THEN CAST("m"."industry" AS TEXT)
    END AS "industry"
  FROM "ssi"."members" AS "m"
  CROSS JOIN "_parameters"
),

/* People connected */
"connections" AS (
  SELECT
    CAST("t"."member_id" AS TEXT) AS "member_id",
    CAST("t"."connected_on" AS DATE) AS "connected_on",
    CASE
      WHEN BTRIM(
        CAST("t"."title" AS TEXT),
        E'\u0009\u000A\u000B\u000C\u000D\u001C\u001D\u001E\u001F\u0020\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'
      ) <> ''
      THEN CAST("t"."title" AS TEXT)
    END AS "title",
    CASE
      WHEN BTRIM(
        CAST("t"."company" AS TEXT),
        E'\u0009\u000A\u000B\u000C\u000D\u001C\u001D\u001E\u001F\u0020\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'
      ) <> ''
      THEN CAST("t"."company" AS TEXT)
    END AS "company"
  FROM "ssi"."connections" AS "t"
),

/* Invitations sent */
"invitations" AS (
  SELECT
    CAST("t"."member_id" AS TEXT) AS "member_id",
    CAST("t"."sent_on" AS DATE) AS "sent_on",
    CAST("t"."accepted" AS BOOLEAN) AS "accepted"
  FROM "ssi"."invitations" AS "t"
),

/* What is asked of connections.title */
"_texts_connections_title" AS (
  SELECT
    "text" AS "text",
    MAX(
      (
        CASE
          WHEN (
            "question" = 'KEY'
          ) AND "answer"
          THEN 1
          WHEN ("question" = 'KEY')
          AND (NOT "answer")
          THEN 0
        END
      )
    ) = 1 AS "q0" /* buyer: Those who buy */
  FROM "ssi"."verdicts"
  WHERE
    "question" IN ('KEY')
  GROUP BY
    "text"
),

/* What is asked of connections.company */
"_texts_connections_company" AS (
  SELECT
    "t"."text" AS "text",
    NORMALIZE(
      BTRIM(
        "t"."text",
        E'\u0009\u000A\u000B\u000C\u000D\u001C\u001D\u001E\u001F\u0020\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'
      )
    ) AS "plain",
    "v"."q0" AS "q0"
  FROM (
    SELECT DISTINCT
      "company" AS "text"
    FROM "connections"
    WHERE
      NOT ("company" IS NULL)
  ) AS "t"
  LEFT JOIN (
    SELECT
      "text" AS "text",
      MAX(
        (
          CASE
            WHEN (
              "question" = 'KEY'
            ) AND "answer"
            THEN 1
            WHEN ("question" = 'KEY')
            AND (NOT "answer")
            THEN 0
          END
        )
      ) = 1 AS "q0" /* buyer: whether it rules a row out */
    FROM "ssi"."verdicts"
    WHERE
      "question" IN ('KEY')
    GROUP BY
      "text"
  ) AS "v"
    ON "v"."text" = "t"."text"
),

/* What is asked of members.industry */
"_texts_members_industry" AS (
  SELECT
    "t"."text" AS "text",
    NORMALIZE(
      BTRIM(
        "t"."text",
        E'\u0009\u000A\u000B\u000C\u000D\u001C\u001D\u001E\u001F\u0020\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'
      )
    ) AS "plain"
  FROM (
    SELECT DISTINCT
      "industry" AS "text"
    FROM "members"
    WHERE
      NOT ("industry" IS NULL)
  ) AS "t"
),

/* The windows: days after the first, up to and including the last */
"_days" AS (
  SELECT
    "as_of",
    CAST("as_of" - 14 - INTERVAL '3 MONTH' AS DATE) AS "a0", /* over 3 months ending 2 weeks ago */
    "as_of" - 14 AS "u0",
    CAST("as_of" - INTERVAL '12 MONTH' AS DATE) AS "a1", /* over 1 year */
    "as_of" AS "u1"
  FROM "_parameters"
),

/* The rules of card */
"scoring" AS (
  SELECT
    "members"."member_id",
    "members"."as_of" AS "as_of",
    "members"."skills" AS "skills",
    "members"."hours" AS "hours",
    "members"."completeness" AS "completeness",
    "members"."seat" AS "seat",
    "_texts_members_industry"."plain" AS "industry_plain",
    "_days"."a0" AS "_days__a0",
    "_days"."u0" AS "_days__u0",
    "_days"."a1" AS "_days__a1",
    "_days"."u1" AS "_days__u1"
  FROM "members"
  LEFT JOIN "_days" AS "_days"
    ON "_days"."as_of" = "members"."as_of"
  LEFT JOIN "_texts_members_industry" AS "_texts_members_industry"
    ON "_texts_members_industry"."text" = "members"."industry"
),

"invitations_rows" AS (
  SELECT
    "invitations"."member_id",
    "invitations"."sent_on" AS "sent_on",
    "of_member"."_days__a0" AS "member__days__a0",
    "of_member"."_days__u0" AS "member__days__u0",
    "invitations"."accepted" AS "accepted"
  FROM "invitations"
  INNER JOIN "scoring" AS "of_member"
    ON "of_member"."member_id" = "invitations"."member_id"
  WHERE
    ("invitations"."sent_on" IS NULL) OR ("invitations"."sent_on" <= "of_member"."as_of")
),

"invitations_rows_1" AS (
  SELECT
    "before"."member_id",
    ("before"."sent_on" > "before"."member__days__a0")
    AND ("before"."sent_on" <= "before"."member__days__u0") AS "inside",
    "before"."accepted",
    "before"."sent_on"
  FROM "invitations_rows" AS "before"
),

"invitations_counted" AS MATERIALIZED (
  SELECT
    "member_id",
    COUNT((CASE WHEN "inside" THEN 1 END)) AS "count_1",
    COUNT((CASE WHEN "inside" AND "accepted" THEN 1 END)) AS "yes_2",
    COUNT((CASE WHEN "inside" AND (NOT "accepted") THEN 1 END)) AS "no_3",
    MAX("sent_on") AS "largest_4"
  FROM "invitations_rows_1"
  GROUP BY
    "member_id"
),

"connections_rows" AS (
  SELECT
    "connections"."member_id",
    "connections"."connected_on" AS "connected_on",
    "of_member"."_days__a1" AS "member__days__a1",
    "of_member"."_days__u1" AS "member__days__u1",
    "_texts_connections_title"."q0" AS "title_q0",
    "_texts_connections_company"."q0" AS "company_q0",
    "_texts_connections_company"."plain" AS "company_plain"
  FROM "connections"
  INNER JOIN "scoring" AS "of_member"
    ON "of_member"."member_id" = "connections"."member_id"
  LEFT JOIN "_texts_connections_title" AS "_texts_connections_title"
    ON "_texts_connections_title"."text" = "connections"."title"
  LEFT JOIN "_texts_connections_company" AS "_texts_connections_company"
    ON "_texts_connections_company"."text" = "connections"."company"
  WHERE
    ("connections"."connected_on" IS NULL)
    OR ("connections"."connected_on" <= "of_member"."as_of")
),

"connections_rows_1" AS (
  SELECT
    "before"."member_id",
    ("before"."connected_on" > "before"."member__days__a1")
    AND ("before"."connected_on" <= "before"."member__days__u1") AS "inside",
    CASE WHEN "before"."company_q0" THEN FALSE ELSE "before"."title_q0" END AS "condition",
    "before"."company_plain"
  FROM "connections_rows" AS "before"
),

"connections_counted" AS MATERIALIZED (
  SELECT
    "member_id",
    COUNT((CASE WHEN "inside" AND "condition" THEN 1 END)) AS "count_1",
    COUNT(DISTINCT "company_plain") AS "distinct_2"
  FROM "connections_rows_1"
  GROUP BY
    "member_id"
),

"scoring_1" AS (
  SELECT
    "before"."member_id",
    "before"."as_of",
    CAST("before"."skills" AS DECIMAL) * 1000000000000 AS "part_4",
    NULLIF(CAST("before"."hours" AS DECIMAL), 0) AS "part_5",
    CASE
      WHEN "before"."completeness" IS NULL THEN NULL
      WHEN "before"."completeness" < 0 THEN 0
      WHEN "before"."completeness" < 625000
      THEN CAST(DIV(((("before"."completeness" - 0) * 400) + 625000), 1250000) AS BIGINT)
      WHEN "before"."completeness" < 1000000
      THEN CAST(DIV(((("before"."completeness" - 625000) * 600) + 150375000), 750000) AS BIGINT)
      ELSE 500
    END AS "profile__filled", /* Filled in, worth 5: completeness */
    "before"."seat",
    "before"."industry_plain" = 'Café' AS "profile__trade__measure",
    "before"."skills" < 2 AS "condition",
    "invitations_counted"."count_1" AS "invitations_count_1",
    "invitations_counted"."yes_2" AS "invitations_yes_2",
    "invitations_counted"."no_3" AS "invitations_no_3",
    "connections_counted"."count_1" AS "connections_count_1",
    "connections_counted"."distinct_2" AS "connections_distinct_2",
    "invitations_counted"."largest_4" AS "invitations_largest_4",
    "before"."completeness"
  FROM "scoring" AS "before"
  LEFT JOIN "invitations_counted" AS "invitations_counted"
    ON "invitations_counted"."member_id" = "before"."member_id"
  LEFT JOIN "connections_counted" AS "connections_counted"
    ON "connections_counted"."member_id" = "before"."member_id"
),

"scoring_2" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    "before"."part_4",
    "before"."part_5",
    "before"."part_4" % "before"."part_5" AS "part_6",
    CASE WHEN "before"."part_5" < 0 THEN 0 - "before"."part_5" ELSE "before"."part_5" END AS "part_8",
    "before"."profile__filled",
    CASE
      WHEN "before"."seat" THEN (
        CASE
          WHEN "before"."profile__trade__measure" THEN 200
          WHEN NOT "before"."profile__trade__measure" THEN 0
        END
      )
    END AS "profile__trade", /* A trade of ours, worth 2: industry = "Café" */
    "before"."condition",
    COALESCE("before"."invitations_count_1", 0) AS "count",
    COALESCE("before"."invitations_yes_2", 0) AS "yes",
    COALESCE("before"."invitations_no_3", 0) AS "no",
    COALESCE("before"."connections_count_1", 0) AS "count_2",
    COALESCE("before"."connections_distinct_2", 0) AS "count_3",
    CAST("before"."as_of" - "before"."invitations_largest_4" AS BIGINT) AS "days",
    "before"."seat",
    CASE WHEN "before"."profile__filled" IS NULL THEN 500 ELSE 0 END AS "open",
    "before"."completeness",
    "before"."profile__trade__measure"
  FROM "scoring_1" AS "before"
),

"scoring_3" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    "before"."part_4",
    "before"."part_5",
    CASE WHEN "before"."part_6" < 0 THEN 0 - "before"."part_6" ELSE "before"."part_6" END AS "part_7",
    "before"."part_8",
    "before"."profile__filled",
    "before"."profile__trade",
    "before"."condition",
    "before"."count" >= 2 AS "condition_2",
    "before"."yes" + "before"."no" AS "either",
    "before"."yes",
    CASE
      WHEN "before"."count_2" IS NULL THEN NULL
      WHEN "before"."count_2" < 1 THEN 0
      WHEN "before"."count_2" < 3 THEN 200
      ELSE 400
    END AS "network__buyers", /* Buyers met, worth 4: count of connections over 1 year where title is buyer */
    CASE WHEN "before"."count_3" IS NULL THEN NULL WHEN "before"."count_3" < 2 THEN 0 ELSE 200 END AS "network__companies", /* Companies met, worth 2: count distinct connections.company */
    "before"."days" > 30 AS "condition_3",
    "before"."seat",
    "before"."open",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."count_2",
    "before"."count_3"
  FROM "scoring_2" AS "before"
),

"scoring_4" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    (DIV("before"."part_4", "before"."part_5")) + (
      CASE
        WHEN NOT ("before"."part_7" >= ("before"."part_8" - "before"."part_7")) THEN 0
        WHEN ("before"."part_4" < 0) = ("before"."part_5" < 0) THEN 1
        ELSE (-1)
      END
    ) AS "profile__effort__measure",
    "before"."profile__filled",
    "before"."profile__trade",
    "before"."condition",
    "before"."condition_2",
    NULLIF("before"."either", 0) AS "part",
    "before"."yes",
    "before"."network__buyers",
    "before"."network__companies",
    "before"."condition_3",
    "before"."seat",
    "before"."open",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."count_2",
    "before"."count_3"
  FROM "scoring_3" AS "before"
),

"scoring_5" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    CASE
      WHEN "before"."profile__effort__measure" IS NULL THEN NULL
      WHEN "before"."profile__effort__measure" < 500000 THEN 0
      WHEN "before"."profile__effort__measure" < 2000000 THEN 100
      ELSE 300
    END AS "profile__effort", /* Skills by the hour, worth 3: skills / hours */
    "before"."profile__filled",
    "before"."profile__trade",
    "before"."condition",
    "before"."condition_2",
    (2 * ("before"."yes" * 1000000)) + "before"."part" AS "part_3",
    2 * "before"."part" AS "part_2",
    "before"."network__buyers",
    "before"."network__companies",
    "before"."condition_3",
    "before"."seat",
    "before"."open",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."profile__effort__measure",
    "before"."count_2",
    "before"."count_3"
  FROM "scoring_4" AS "before"
),

"scoring_6" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    (
      COALESCE("before"."profile__filled", 0) + COALESCE("before"."profile__trade", 0)
    ) + COALESCE("before"."profile__effort", 0) AS "earned",
    1000 - (
      (CASE WHEN "before"."profile__trade" IS NULL THEN 200 ELSE 0 END) + (
        CASE WHEN "before"."profile__effort" IS NULL THEN 300 ELSE 0 END
      )
    ) AS "counted",
    "before"."condition",
    "before"."condition_2",
    DIV("before"."part_3", "before"."part_2") AS "share",
    "before"."network__buyers",
    "before"."network__companies",
    "before"."condition_3",
    (
      CASE
        WHEN ("before"."profile__trade" IS NULL) AND COALESCE("before"."seat", TRUE) THEN 200
        ELSE 0
      END
    ) + (CASE WHEN "before"."profile__effort" IS NULL THEN 300 ELSE 0 END) AS "open_2",
    "before"."open",
    "before"."profile__effort",
    "before"."profile__filled",
    "before"."seat",
    "before"."profile__trade",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."profile__effort__measure",
    "before"."count_2",
    "before"."count_3"
  FROM "scoring_5" AS "before"
),

"scoring_7" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    "before"."earned",
    "before"."counted",
    NULLIF(CAST("before"."counted" AS BIGINT), 0) AS "of_2",
    CAST("before"."earned" AS BIGINT) * 1000 AS "of",
    "before"."condition",
    CASE
      WHEN "before"."condition_2" THEN (
        CASE
          WHEN "before"."share" IS NULL THEN NULL
          WHEN "before"."share" < 150000 THEN 0
          WHEN "before"."share" < 400000 THEN 150
          ELSE 400
        END
      )
    END AS "network__acceptance", /* Requests accepted, worth 4: share of invitations over 3 months ending 2 weeks ago where accepted */
    "before"."network__buyers",
    "before"."network__companies",
    "before"."condition_3",
    "before"."counted" + "before"."open_2" AS "counted_2",
    ("before"."earned" + "before"."open") + "before"."open_2" AS "earned_2",
    "before"."profile__effort",
    "before"."profile__filled",
    "before"."seat",
    "before"."profile__trade",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."profile__effort__measure",
    "before"."count_2",
    "before"."count_3",
    "before"."condition_2",
    "before"."share"
  FROM "scoring_6" AS "before"
),

"scoring_8" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    "before"."earned",
    "before"."counted",
    (2 * "before"."of") + "before"."of_2" AS "part_10",
    2 * "before"."of_2" AS "part_9",
    "before"."condition",
    (
      COALESCE("before"."network__buyers", 0) + COALESCE("before"."network__companies", 0)
    ) + COALESCE("before"."network__acceptance", 0) AS "earned_3",
    "before"."condition_3",
    "before"."counted_2",
    NULLIF(CAST("before"."counted_2" AS BIGINT), 0) AS "of_3",
    "before"."of",
    "before"."earned_2",
    CAST("before"."earned_2" AS BIGINT) * 1000 AS "of_4",
    (
      (CASE WHEN "before"."network__buyers" IS NULL THEN 400 ELSE 0 END) + (
        CASE WHEN "before"."network__companies" IS NULL THEN 200 ELSE 0 END
      )
    ) + (CASE WHEN "before"."network__acceptance" IS NULL THEN 400 ELSE 0 END) AS "open_3",
    "before"."profile__effort",
    "before"."network__acceptance",
    "before"."profile__filled",
    "before"."network__buyers",
    "before"."network__companies",
    "before"."seat",
    "before"."profile__trade",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."profile__effort__measure",
    "before"."count_2",
    "before"."count_3",
    "before"."condition_2",
    "before"."share"
  FROM "scoring_7" AS "before"
),

"scoring_9" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    CASE
      WHEN "before"."counted" = 1000 THEN "before"."earned"
      ELSE CAST(DIV("before"."part_10", "before"."part_9") AS BIGINT)
    END AS "points",
    "before"."condition",
    CASE
      WHEN "before"."condition_3" THEN (
        CASE
          WHEN "before"."earned_3" > 150 THEN "before"."earned_3" - 150
          WHEN NOT ("before"."earned_3" IS NULL) THEN 0
        END
      )
      ELSE "before"."earned_3"
    END AS "points_5",
    "before"."earned",
    "before"."counted_2",
    (2 * "before"."of") + "before"."of_3" AS "part_12",
    2 * "before"."of_3" AS "part_11",
    CASE
      WHEN NOT "before"."condition_3" THEN "before"."earned_3"
      ELSE (
        CASE
          WHEN "before"."earned_3" > 150 THEN "before"."earned_3" - 150
          WHEN NOT ("before"."earned_3" IS NULL) THEN 0
        END
      )
    END AS "low_2",
    "before"."earned_2",
    (2 * "before"."of_4") + "before"."of_3" AS "part_13",
    "before"."earned_3" + "before"."open_3" AS "high_2",
    "before"."condition_3",
    "before"."profile__effort",
    "before"."network__acceptance",
    "before"."profile__filled",
    "before"."network__buyers",
    "before"."network__companies",
    "before"."seat",
    "before"."profile__trade",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."profile__effort__measure",
    "before"."count_2",
    "before"."count_3",
    "before"."condition_2",
    "before"."share"
  FROM "scoring_8" AS "before"
),

"scoring_10" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    CASE
      WHEN "before"."condition"
      THEN (CASE WHEN "before"."points" > 800 THEN 800 ELSE "before"."points" END)
      ELSE "before"."points"
    END AS "points_4",
    "before"."points_5",
    CASE
      WHEN "before"."counted_2" = 1000 THEN "before"."earned"
      ELSE CAST(DIV("before"."part_12", "before"."part_11") AS BIGINT)
    END AS "points_2",
    "before"."condition",
    "before"."low_2",
    CASE
      WHEN "before"."counted_2" = 1000 THEN "before"."earned_2"
      ELSE CAST(DIV("before"."part_13", "before"."part_11") AS BIGINT)
    END AS "points_3",
    CASE
      WHEN "before"."condition_3" THEN (
        CASE
          WHEN "before"."high_2" > 150 THEN "before"."high_2" - 150
          WHEN NOT ("before"."high_2" IS NULL) THEN 0
        END
      )
      ELSE "before"."high_2"
    END AS "high_3",
    "before"."profile__effort",
    "before"."network__acceptance",
    "before"."profile__filled",
    "before"."network__buyers",
    "before"."network__companies",
    "before"."seat",
    "before"."profile__trade",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."profile__effort__measure",
    "before"."count_2",
    "before"."count_3",
    "before"."condition_2",
    "before"."share"
  FROM "scoring_9" AS "before"
),

"scoring_11" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    COALESCE("before"."points_4", 0) + COALESCE("before"."points_5", 0) AS "total",
    CASE
      WHEN NOT "before"."condition" THEN "before"."points_2"
      ELSE (CASE WHEN "before"."points_2" > 800 THEN 800 ELSE "before"."points_2" END)
    END AS "low",
    "before"."low_2",
    CASE
      WHEN "before"."condition"
      THEN (CASE WHEN "before"."points_3" > 800 THEN 800 ELSE "before"."points_3" END)
      ELSE "before"."points_3"
    END AS "high",
    "before"."high_3",
    "before"."profile__effort",
    "before"."network__acceptance",
    "before"."profile__filled",
    "before"."network__buyers",
    "before"."network__companies",
    "before"."seat",
    "before"."profile__trade",
    "before"."points_4",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."profile__effort__measure",
    "before"."points_5",
    "before"."count_2",
    "before"."count_3",
    "before"."condition_2",
    "before"."share"
  FROM "scoring_10" AS "before"
),

"scoring_12" AS MATERIALIZED (
  SELECT
    "before"."member_id",
    "before"."as_of",
    "before"."total",
    COALESCE("before"."low", 0) + COALESCE("before"."low_2", 0) AS "total_2",
    COALESCE("before"."high", 0) + COALESCE("before"."high_3", 0) AS "total_3",
    "before"."profile__effort",
    "before"."network__acceptance",
    "before"."profile__filled",
    "before"."network__buyers",
    "before"."network__companies",
    "before"."seat",
    "before"."profile__trade",
    "before"."points_4",
    "before"."low",
    "before"."high",
    "before"."completeness",
    "before"."profile__trade__measure",
    "before"."profile__effort__measure",
    "before"."points_5",
    "before"."low_2",
    "before"."high_3",
    "before"."count_2",
    "before"."count_3",
    "before"."condition_2",
    "before"."share"
  FROM "scoring_11" AS "before"
)

SELECT
  "member_id" AS "member_id",
  "as_of" AS "as_of",
  CAST(CAST("total" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "total",
  CAST(CAST("total_2" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "low",
  CAST(CAST("total_3" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "high",
  CAST(CAST(2000 AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "worth",
  CASE WHEN "total" >= 1200 THEN 'good' WHEN "total" >= 500 THEN 'fair' END AS "level",
  CAST((
    (
      (CASE WHEN "profile__filled" IS NULL THEN 1 ELSE 0 END) + (
        CASE WHEN ("profile__trade" IS NULL) AND COALESCE("seat", TRUE) THEN 1 ELSE 0 END
      )
    ) + (CASE WHEN "profile__effort" IS NULL THEN 1 ELSE 0 END)
  ) + (
    (
      (CASE WHEN "network__buyers" IS NULL THEN 1 ELSE 0 END) + (
        CASE WHEN "network__companies" IS NULL THEN 1 ELSE 0 END
      )
    ) + (CASE WHEN "network__acceptance" IS NULL THEN 1 ELSE 0 END)
  ) AS BIGINT) AS "open",
  CAST(CAST("points_4" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "profile",
  CAST(CAST("low" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "profile__low",
  CAST(CAST("high" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "profile__high",
  CAST(CAST("profile__filled" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "profile__filled",
  CASE WHEN "completeness" IS NULL THEN 'unknown' ELSE 'scored' END AS "profile__filled__state",
  CAST(CAST("profile__trade" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "profile__trade",
  CASE
    WHEN "seat" IS NULL THEN 'unknown'
    WHEN NOT "seat" THEN 'not_applicable'
    WHEN "profile__trade__measure" IS NULL THEN 'unknown'
    ELSE 'scored'
  END AS "profile__trade__state",
  CAST(CAST("profile__effort" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "profile__effort",
  CASE WHEN "profile__effort__measure" IS NULL THEN 'unknown' ELSE 'scored' END AS "profile__effort__state",
  CAST(CAST("points_5" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "network",
  CAST(CAST("low_2" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "network__low",
  CAST(CAST("high_3" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "network__high",
  CAST(CAST("network__buyers" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "network__buyers",
  CASE WHEN "count_2" IS NULL THEN 'unknown' ELSE 'scored' END AS "network__buyers__state",
  CAST(CAST("network__companies" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "network__companies",
  CASE WHEN "count_3" IS NULL THEN 'unknown' ELSE 'scored' END AS "network__companies__state",
  CAST(CAST("network__acceptance" AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS DECIMAL(18, 2)) AS "network__acceptance",
  CASE
    WHEN "condition_2" IS NULL THEN 'unknown'
    WHEN NOT "condition_2" THEN 'too_few'
    WHEN "share" IS NULL THEN 'unknown'
    ELSE 'scored'
  END AS "network__acceptance__state"
FROM "scoring_12";

-- Texts without a verdict: what is asked of them is unknown until they have one.
CREATE OR REPLACE VIEW "ssi"."card_unmatched" AS
SELECT DISTINCT
  'connections.title' AS "asked_of",
  "t"."title" AS "text"
FROM "ssi"."connections" AS "t"
LEFT JOIN (
  SELECT
    "text" AS "text"
  FROM "ssi"."verdicts"
  WHERE
    "question" IN ('KEY')
  GROUP BY
    "text"
  HAVING
    COUNT(DISTINCT "question") = 1
) AS "v"
  ON "v"."text" = "t"."title"
WHERE
  (
    NOT (
      (
        CASE
          WHEN BTRIM(
            "t"."title",
            E'\u0009\u000A\u000B\u000C\u000D\u001C\u001D\u001E\u001F\u0020\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'
          ) <> ''
          THEN "t"."title"
        END
      ) IS NULL
    )
  )
  AND ("v"."text" IS NULL)
UNION ALL
SELECT DISTINCT
  'connections.company' AS "asked_of",
  "t"."company" AS "text"
FROM "ssi"."connections" AS "t"
LEFT JOIN (
  SELECT
    "text" AS "text"
  FROM "ssi"."verdicts"
  WHERE
    "question" IN ('KEY')
  GROUP BY
    "text"
  HAVING
    COUNT(DISTINCT "question") = 1
) AS "v"
  ON "v"."text" = "t"."company"
WHERE
  (
    NOT (
      (
        CASE
          WHEN BTRIM(
            "t"."company",
            E'\u0009\u000A\u000B\u000C\u000D\u001C\u001D\u001E\u001F\u0020\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'
          ) <> ''
          THEN "t"."company"
        END
      ) IS NULL
    )
  )
  AND ("v"."text" IS NULL);
