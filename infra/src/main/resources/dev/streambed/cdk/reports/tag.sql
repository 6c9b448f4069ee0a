-- One row for each name of a tag and each of its values; requests without the tag have an empty one.
-- A request with several tags is counted once for each name.
SELECT
  tag,
  coalesce(element_at(tags, tag), '') AS value,
{sums}
FROM month_usage
CROSS JOIN (
  SELECT DISTINCT names.tag
  FROM month_usage
  CROSS JOIN UNNEST(map_keys(tags)) AS names (tag)
) AS all_names
GROUP BY tag, coalesce(element_at(tags, tag), '')
ORDER BY tag, value
