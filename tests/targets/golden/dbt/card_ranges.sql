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
-- Totals outside their range.
--
SELECT *
FROM {{ ref('card_scores') }}
WHERE "TOTAL" < "LOW"
  OR "TOTAL" > "HIGH"
  OR "LOW" < 0
  OR "HIGH" > "WORTH"
