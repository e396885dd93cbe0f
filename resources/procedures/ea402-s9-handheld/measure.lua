-- EA-4/02 S9: the indication is read by eye and typed in.
function measure(point, bench)
  for _ = 1, point.readings do
    bench:read("item", "indication")
  end
end
