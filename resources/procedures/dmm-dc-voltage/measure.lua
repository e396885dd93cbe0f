-- DC voltage of a digital multimeter against a calibrator: one point.
function measure(point, bench)
  -- The range changes with the output off, so that no range ever meets the voltage of another point.
  bench:standby("standard")
  bench:configure("item", "dc-voltage", {range = point.range, nplc = 10})
  bench:set("standard", "dc-voltage", point.nominal)
  bench:operate("standard")
  bench:settle{source = "standard", meter = "item", window = q(point.columns.window), count = 3, timeout = 30}
  for _ = 1, point.readings do
    bench:read("item", "indication")
  end
  bench:standby("standard")
end
