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
-- Texts without a verdict: what is asked of them is unknown until they have one.
--
SELECT DISTINCT
  'connections.title' AS "ASKED_OF",
  "t"."TITLE" AS "TEXT"
FROM {{ source('ssi', 'connections') }} AS "t"
LEFT JOIN (
  SELECT
    "TEXT" AS "text"
  FROM {{ source('ssi', 'verdicts') }}
  WHERE
    "QUESTION" IN ('KEY')
  GROUP BY
    "TEXT"
  HAVING
    COUNT(DISTINCT "QUESTION") = 1
) AS "v"
  ON "v"."text" = "t"."TITLE"
WHERE
  (
    NOT (
      (
        CASE
          WHEN TRIM(
            "t"."TITLE",
            '\u0009\u000A\u000B\u000C\u000D\u001C\u001D\u001E\u001F\u0020\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'
          ) <> ''
          THEN "t"."TITLE"
        END
      ) IS NULL
    )
  )
  AND ("v"."text" IS NULL)
UNION ALL
SELECT DISTINCT
  'connections.company' AS "ASKED_OF",
  "t"."COMPANY" AS "TEXT"
FROM {{ source('ssi', 'connections') }} AS "t"
LEFT JOIN (
  SELECT
    "TEXT" AS "text"
  FROM {{ source('ssi', 'verdicts') }}
  WHERE
    "QUESTION" IN ('KEY')
  GROUP BY
    "TEXT"
  HAVING
    COUNT(DISTINCT "QUESTION") = 1
) AS "v"
  ON "v"."text" = "t"."COMPANY"
WHERE
  (
    NOT (
      (
        CASE
          WHEN TRIM(
            "t"."COMPANY",
            '\u0009\u000A\u000B\u000C\u000D\u001C\u001D\u001E\u001F\u0020\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000'
          ) <> ''
          THEN "t"."COMPANY"
        END
      ) IS NULL
    )
  )
  AND ("v"."text" IS NULL)
