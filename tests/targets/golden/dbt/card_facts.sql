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
-- Facts that no engine takes.
--
SELECT *
FROM {{ source('ssi', 'members') }}
WHERE "MEMBER_ID" <> TRIM("MEMBER_ID")
  OR "SKILLS" < 0
  OR ABS("COMPLETENESS") > 1000000000000
  OR ABS("SKILLS") > 1000000000000
  OR ABS("HOURS") > 1000000000000
