<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BudgetRows</name>
    <message>
        <source>normal</source>
        <extracomment>probability distribution: 正态分布</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rectangular</source>
        <extracomment>probability distribution: 矩形分布</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>triangular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arcsine</source>
        <extracomment>U-shaped distribution: 反正弦分布</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trapezoidal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Student t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exact</source>
        <extracomment>no uncertainty: 精确值</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <comment>input quantity of the measurement model</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>u(x)</source>
        <comment>standard uncertainty: 标准不确定度</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard uncertainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ν</source>
        <comment>degrees of freedom: 自由度</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degrees of freedom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>c</source>
        <comment>sensitivity coefficient: 灵敏系数</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity coefficient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>|c|·u(x)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contribution to the combined standard uncertainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type A</source>
        <comment>evaluated from readings: A类</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not count</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryCheck</name>
    <message>
        <source>Type the reading, for example %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no unit: type the reading in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no number: type digits with a decimal point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reading in %1 cannot stand for one in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The item resolves %1: type a multiple of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type all digits shown, to the resolution of %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetUpTables</name>
    <message>
        <source>Standard</source>
        <extracomment>place on the bench: 标准器</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <extracomment>place on the bench: 被校器具</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <extracomment>place on the bench: 环境</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <comment>role on the bench</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid until</source>
        <comment>of a certificate: 有效期至</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <comment>answer to *IDN? against the register</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another serial number is registered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Need</source>
        <comment>what a procedure asks of a place</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Met by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point</source>
        <comment>calibration point: 校准点</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U of the standard (k = 2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U / MPE</source>
        <comment>ratio of U of the standard to the maximum permissible error</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suitable</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictWords</name>
    <message>
        <source>Conforms</source>
        <extracomment>verdict of a point or item: 合格</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not conform</source>
        <extracomment>verdict of a point or item: 不合格</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undecided</source>
        <extracomment>verdict by a decision rule with guard band: 待定</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not judged</source>
        <extracomment>no statement of conformity was asked for</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::BenchView</name>
    <message>
        <source>Check bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask every instrument who it is and check the standards at each point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze the set-up and start measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the next point: identity, standards and environment are checked again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the point in hand, then stop; the run can be resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure the selected point again, with a reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow high voltage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow outputs above 60 V dc or 30 V ac for this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New set-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the set-up page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Safe state now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch all outputs off at once; a run can be resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the run between two commands; outputs stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bench</source>
        <comment>place of the window: 检定/校准</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::BusLogModel</name>
    <message>
        <source>Time (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <comment>role on the bench</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::CertificatePreview</name>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The draft is being made…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Draft, not issued · %n page(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Language of the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the pages on the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a copy of the draft with the PDF program of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the draft to a file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::CommandPalette</name>
    <message>
        <source>Type the name of a command or place</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::CurrentPointPanel</name>
    <message>
        <source>Nominal</source>
        <extracomment>nominal value: 标称值</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <extracomment>error of indication: 示值误差</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No point in hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>range %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measuring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed: no result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::ErrorBar</name>
    <message>
        <source>%1 % of the MPE</source>
        <extracomment>error of indication as a share of the maximum permissible error</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::ExplainTreeModel</name>
    <message>
        <source>Step</source>
        <extracomment>one step on the road from a printed figure back to the bytes of the instruments</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it says</source>
        <extracomment>the figure, text or bytes of a step</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::InstrumentsView</name>
    <message>
        <source>Places of the bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No bench is open. Check the bench (Bench, F4) to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send one command to the selected place  (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command, for example *IDN?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up and Down bring earlier commands back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the present state of the bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the selected place who it is: *IDN?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruments</source>
        <comment>place of the window: 仪器</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::InstrumentsViewModel</name>
    <message>
        <source>Place</source>
        <comment>role on the bench</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <comment>answer to *IDN?</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resource</source>
        <comment>address of an instrument</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <extracomment>a command without reply was carried out</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::MainWindow</name>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Safe state reached: all outputs are off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every command by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>中文</source>
        <extracomment>said in the other language, for those who cannot read this one</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the language of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change between light and dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help for this place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say who is working here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language, theme, help, sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name, then Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::Plot</name>
    <message>
        <source>Show everything (double click)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this plot as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::PointTreeModel</name>
    <message>
        <source>As found</source>
        <extracomment>section of a session: 调整前</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As left</source>
        <extracomment>section of a session: 调整后</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range %1</source>
        <extracomment>measuring range of the item at a point</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>progress inside a point, e.g. reading 3 of 10</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: no result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point</source>
        <extracomment>calibration point: 校准点</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <extracomment>error of indication: 示值误差</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U</source>
        <extracomment>expanded uncertainty: 扩展不确定度</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::RecordsView</name>
    <message>
        <source>Where the figures of %1 come from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session yet. Take an item from Today to the bench and measure it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a figure comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click any figure of the results: its road back to the bytes of the instruments opens here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertainty budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The budget of the point whose figure was clicked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the sessions again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records</source>
        <comment>place of the window: 证书/原始记录</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::RecordsViewModel</name>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unfinished, %1 of %2 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point</source>
        <comment>calibration point: 校准点</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <comment>measuring range of the item: 量程</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <comment>reference quantity value: 标准值</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indication</source>
        <comment>示值</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <comment>error of indication: 示值误差</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error of indication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MPE ±</source>
        <comment>maximum permissible error: 最大允许误差</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum permissible error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U</source>
        <comment>expanded uncertainty: 扩展不确定度</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expanded uncertainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>k</source>
        <comment>coverage factor: 包含因子</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coverage factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see where this figure comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no result</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::RunBars</name>
    <message>
        <source>Allow high voltage (F9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leads and people are safe: allow outputs above 60 V dc or 30 V ac for this run  (F9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reading is typed a second time, and both must agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the typed reading into the journal  (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason, kept in the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure the point again after the present attempt; the earlier attempt stays in the record  (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not measure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 at %2: type what the item shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two entries differ: read the item again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure %1 again. Why?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::RunPage</name>
    <message>
        <source>Calibration points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settling and readings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plot starts with the first point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertainty budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bus log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contributions to the uncertainty of the point that is selected at the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every byte sent and received, newest last; the record keeps all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>readings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time / s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deviation from nominal / %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 judged</source>
        <extracomment>points judged of all points</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1:  U = %2 %3,  k = %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The budget appears with the first verdict.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::SetUpPage</name>
    <message>
        <source>Procedure</source>
        <comment>calibration procedure: 规程</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <comment>unit under calibration: 被校器具</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manufacturer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asset number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <comment>service order: 委托单</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition</source>
        <comment>item condition: 样品状态</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who stands on the bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the bench (F4): every instrument is asked who it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suitability of the standards, point by point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the bench (F4): the binder shows the uncertainty of the standard at each point and its ratio to the MPE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Version %1 · %n point(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No procedure is released. Import one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the instruments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready: start with F5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: see the reasons in red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::StatusLine</name>
    <message>
        <source>Not signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is working here: click to sign in  (Ctrl+I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <extracomment>mark of everything that rests on simulated instruments: 模拟</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HIGH VOLTAGE</source>
        <extracomment>mark while the output is above 60 V dc or 30 V ac: 高电压</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::StatusViewModel</name>
    <message>
        <source>No bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n instrument(s) in trouble</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Bench not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bench ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::TableExporter</name>
    <message>
        <source>Export this table as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::TodayView</name>
    <message>
        <source>Interrupted runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run was interrupted. A run that stops before its end is offered here to be resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items of the day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No item waits. Items appear here when a procedure is released.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurement standards</source>
        <comment>计量标准器</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No standard is registered. A run needs one: open the demonstration laboratory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environmental conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing measured yet. The start of a run measures temperature and humidity, or asks for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the interrupted run: no reading is lost or doubled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take to the bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the bench with this item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within the limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outside the limits of the procedure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <comment>place of the window: 工作台</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cal::ui::TodayViewModel</name>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <comment>performed by</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <comment>service order: 委托单</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurement standard</source>
        <comment>计量标准器</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid until</source>
        <comment>有效期至</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired: not to be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
