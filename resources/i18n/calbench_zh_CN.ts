<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>BudgetRows</name>
        <message>
            <source>normal</source>
            <extracomment>probability distribution: 正态分布</extracomment>
            <translation>正态分布</translation>
        </message>
        <message>
            <source>rectangular</source>
            <extracomment>probability distribution: 矩形分布</extracomment>
            <translation>矩形分布</translation>
        </message>
        <message>
            <source>triangular</source>
            <translation>三角分布</translation>
        </message>
        <message>
            <source>arcsine</source>
            <extracomment>U-shaped distribution: 反正弦分布</extracomment>
            <translation>反正弦分布</translation>
        </message>
        <message>
            <source>trapezoidal</source>
            <translation>梯形分布</translation>
        </message>
        <message>
            <source>Student t</source>
            <translation>t 分布</translation>
        </message>
        <message>
            <source>exact</source>
            <extracomment>no uncertainty: 精确值</extracomment>
            <translation>精确值</translation>
        </message>
        <message>
            <source>Quantity</source>
            <comment>input quantity of the measurement model</comment>
            <translation>输入量</translation>
        </message>
        <message>
            <source>u(x)</source>
            <comment>standard uncertainty: 标准不确定度</comment>
            <translation>u(x)</translation>
        </message>
        <message>
            <source>Standard uncertainty</source>
            <translation>标准不确定度</translation>
        </message>
        <message>
            <source>Distribution</source>
            <translation>分布</translation>
        </message>
        <message>
            <source>ν</source>
            <comment>degrees of freedom: 自由度</comment>
            <translation>ν</translation>
        </message>
        <message>
            <source>Degrees of freedom</source>
            <translation>自由度</translation>
        </message>
        <message>
            <source>c</source>
            <comment>sensitivity coefficient: 灵敏系数</comment>
            <translation>c</translation>
        </message>
        <message>
            <source>Sensitivity coefficient</source>
            <translation>灵敏系数</translation>
        </message>
        <message>
            <source>|c|·u(x)</source>
            <translation>|c|·u(x)</translation>
        </message>
        <message>
            <source>Contribution to the combined standard uncertainty</source>
            <translation>对合成标准不确定度的贡献</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>type A</source>
            <comment>evaluated from readings: A类</comment>
            <translation>A 类评定</translation>
        </message>
        <message>
            <source>does not count</source>
            <extracomment>of a budget line whose larger partner counts instead</extracomment>
            <translation>不计入</translation>
        </message>
        <message>
            <source>Student t, scaled</source>
            <translation>t 分布（按标准差）</translation>
        </message>
        <message>
            <source>curvilinear trapezoid</source>
            <translation>曲边梯形分布</translation>
        </message>
        <message>
            <source>Share of the squared combined standard uncertainty</source>
            <translation>在合成标准不确定度平方中的占比</translation>
        </message>
    </context>
    <context>
        <name>EntryCheck</name>
        <message>
            <source>Type the reading, for example %1.</source>
            <translation>请录入读数，例如 %1。</translation>
        </message>
        <message>
            <source>“%1” is no unit: type the reading in %2.</source>
            <translation>“%1”不是单位：请以 %2 录入读数。</translation>
        </message>
        <message>
            <source>“%1” is no number: type digits with a decimal point.</source>
            <translation>“%1”不是数值：请录入数字和小数点。</translation>
        </message>
        <message>
            <source>A reading in %1 cannot stand for one in %2.</source>
            <translation>单位 %1 的读数不能代替 %2 的读数。</translation>
        </message>
        <message>
            <source>The item resolves %1: type a multiple of it.</source>
            <translation>被校器具的分辨力为 %1：请录入其整数倍。</translation>
        </message>
        <message>
            <source>Type all digits shown, to the resolution of %1.</source>
            <translation>请录入显示的全部位数，直到分辨力 %1。</translation>
        </message>
    </context>
    <context>
        <name>SetUpTables</name>
        <message>
            <source>Standard</source>
            <extracomment>place on the bench: 标准器</extracomment>
            <translation>标准器</translation>
        </message>
        <message>
            <source>Item</source>
            <extracomment>place on the bench: 被校器具</extracomment>
            <translation>被校器具</translation>
        </message>
        <message>
            <source>Environment</source>
            <extracomment>place on the bench: 环境</extracomment>
            <translation>环境条件</translation>
        </message>
        <message>
            <source>Place</source>
            <comment>role on the bench</comment>
            <translation>位置</translation>
        </message>
        <message>
            <source>Instrument</source>
            <translation>仪器</translation>
        </message>
        <message>
            <source>Serial number</source>
            <translation>出厂编号</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>Valid until</source>
            <comment>of a certificate: 有效期至</comment>
            <translation>有效期至</translation>
        </message>
        <message>
            <source>Identity</source>
            <comment>answer to *IDN? against the register</comment>
            <translation>身份核对</translation>
        </message>
        <message>
            <source>identified</source>
            <translation>已核对</translation>
        </message>
        <message>
            <source>another serial number is registered</source>
            <translation>与登记的出厂编号不符</translation>
        </message>
        <message>
            <source>Need</source>
            <comment>what a procedure asks of a place</comment>
            <translation>能力要求</translation>
        </message>
        <message>
            <source>Met by</source>
            <translation>选用仪器</translation>
        </message>
        <message>
            <source>Point</source>
            <comment>calibration point: 校准点</comment>
            <translation>校准点</translation>
        </message>
        <message>
            <source>U of the standard (k = 2)</source>
            <translation>标准器 U（k = 2）</translation>
        </message>
        <message>
            <source>U / MPE</source>
            <comment>ratio of U of the standard to the maximum permissible error</comment>
            <translation>U／MPE</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>判断</translation>
        </message>
        <message>
            <source>suitable</source>
            <translation>满足</translation>
        </message>
    </context>
    <context>
        <name>VerdictWords</name>
        <message>
            <source>Undecided</source>
            <extracomment>verdict by a decision rule with guard band: 待定</extracomment>
            <translation>待定</translation>
        </message>
        <message>
            <source>Not judged</source>
            <extracomment>no statement of conformity was asked for</extracomment>
            <translation>不作判定</translation>
        </message>
        <message>
            <source>Pass</source>
            <extracomment>verdict of a point or item: 合格</extracomment>
            <translation>合格</translation>
        </message>
        <message>
            <source>Fail</source>
            <extracomment>verdict of a point or item: 不合格</extracomment>
            <translation>不合格</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::BenchView</name>
        <message>
            <source>Check bench</source>
            <translation>检查校准台</translation>
        </message>
        <message>
            <source>Ask every instrument who it is and check the standards at each point</source>
            <translation>查询每台仪器的身份，并逐点核查标准器</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Freeze the set-up and start measuring</source>
            <translation>固定准备内容并开始测量</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续测量</translation>
        </message>
        <message>
            <source>Go on with the next point: identity, standards and environment are checked again</source>
            <translation>从下一点继续：重新核对仪器身份、标准器和环境条件</translation>
        </message>
        <message>
            <source>Stop after point</source>
            <translation>本点后停止</translation>
        </message>
        <message>
            <source>Finish the point in hand, then stop; the run can be resumed</source>
            <translation>测完当前点后停止，可继续测量</translation>
        </message>
        <message>
            <source>Measure again</source>
            <translation>重测</translation>
        </message>
        <message>
            <source>Measure the selected point again, with a reason</source>
            <translation>重测所选的点，并记录原因</translation>
        </message>
        <message>
            <source>Allow high voltage</source>
            <translation>允许高电压</translation>
        </message>
        <message>
            <source>Allow outputs above 60 V dc or 30 V ac for this run</source>
            <translation>本次测量允许输出直流 60 V 或交流 30 V 以上的电压</translation>
        </message>
        <message>
            <source>New set-up</source>
            <translation>新的准备</translation>
        </message>
        <message>
            <source>Back to the set-up page</source>
            <translation>回到准备页</translation>
        </message>
        <message>
            <source>Safe state now</source>
            <translation>立即进入安全状态</translation>
        </message>
        <message>
            <source>Switch all outputs off at once; a run can be resumed</source>
            <translation>立即关闭所有输出；测量可以继续</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Go on measuring</source>
            <translation>继续测量</translation>
        </message>
        <message>
            <source>Hold the run between two commands; outputs stay as they are</source>
            <translation>在两条命令之间暂停，输出保持不变</translation>
        </message>
        <message>
            <source>Bench</source>
            <comment>place of the window: 检定/校准</comment>
            <translation>检定/校准</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::BusLogModel</name>
        <message>
            <source>Time (UTC)</source>
            <translation>时间（UTC）</translation>
        </message>
        <message>
            <source>Place</source>
            <comment>role on the bench</comment>
            <translation>位置</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::CertificatePreview</name>
        <message>
            <source>PDF document (*.pdf)</source>
            <translation>PDF 文档 (*.pdf)</translation>
        </message>
        <message>
            <source>The draft is being made…</source>
            <translation>正在生成草稿…</translation>
        </message>
        <message numerus="yes">
            <source>Draft, not issued · %n page(s)</source>
            <translation>
                <numerusform>草稿，未签发 · 共 %n 页</numerusform>
            </translation>
        </message>
        <message>
            <source>Language of the document</source>
            <translation>文件语言</translation>
        </message>
        <message>
            <source>Page width</source>
            <translation>页宽</translation>
        </message>
        <message>
            <source>Whole page</source>
            <translation>整页</translation>
        </message>
        <message>
            <source>Size of the pages on the screen</source>
            <translation>页面显示大小</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open a copy of the draft with the PDF program of this computer</source>
            <translation>用本机的 PDF 程序打开草稿副本</translation>
        </message>
        <message>
            <source>Export PDF…</source>
            <translation>导出 PDF…</translation>
        </message>
        <message>
            <source>Write the draft to a file</source>
            <translation>将草稿写入文件</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::CommandPalette</name>
        <message>
            <source>Type the name of a command or place</source>
            <translation>输入命令或位置的名称</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::CurrentPointPanel</name>
        <message>
            <source>Nominal</source>
            <extracomment>nominal value: 标称值</extracomment>
            <translation>标称值</translation>
        </message>
        <message>
            <source>Error</source>
            <extracomment>error of indication: 示值误差</extracomment>
            <translation>示值误差</translation>
        </message>
        <message>
            <source>No point in hand</source>
            <translation>尚无校准点</translation>
        </message>
        <message>
            <source>Point %1 of %2</source>
            <translation>第 %1 点，共 %2 点</translation>
        </message>
        <message>
            <source>range %1</source>
            <translation>量程 %1</translation>
        </message>
        <message>
            <source>reading %1 of %2</source>
            <translation>读数 %1／%2</translation>
        </message>
        <message>
            <source>attempt %1</source>
            <translation>第 %1 次测量</translation>
        </message>
        <message>
            <source>settling</source>
            <translation>稳定中</translation>
        </message>
        <message>
            <source>measuring</source>
            <translation>测量中</translation>
        </message>
        <message>
            <source>failed: no result</source>
            <translation>失败，无结果</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>已停止</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::ErrorBar</name>
        <message>
            <source>%1 % of the MPE</source>
            <extracomment>error of indication as a share of the maximum permissible error</extracomment>
            <translation>最大允许误差的 %1 %</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::ExplainTreeModel</name>
        <message>
            <source>Step</source>
            <extracomment>one step on the road from a printed figure back to the bytes of the instruments</extracomment>
            <translation>步骤</translation>
        </message>
        <message>
            <source>What it says</source>
            <extracomment>the figure, text or bytes of a step</extracomment>
            <translation>内容</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::InstrumentsView</name>
        <message>
            <source>Places of the bench</source>
            <translation>校准台上的位置</translation>
        </message>
        <message>
            <source>No bench is open. Check the bench (Bench, F4) to open it.</source>
            <translation>尚未打开校准台。请在“检定/校准”中检查校准台（F4）。</translation>
        </message>
        <message>
            <source>Console</source>
            <translation>控制台</translation>
        </message>
        <message>
            <source>Send (Enter)</source>
            <translation>发送（Enter）</translation>
        </message>
        <message>
            <source>Send one command to the selected place  (Enter)</source>
            <translation>向所选位置发送一条命令  (Enter)</translation>
        </message>
        <message>
            <source>Command, for example *IDN?</source>
            <translation>命令，例如 *IDN?</translation>
        </message>
        <message>
            <source>Up and Down bring earlier commands back</source>
            <translation>按上、下方向键调出以前的命令</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <source>Show the present state of the bench</source>
            <translation>显示校准台的当前状态</translation>
        </message>
        <message>
            <source>Identify</source>
            <translation>查询身份</translation>
        </message>
        <message>
            <source>Ask the selected place who it is: *IDN?</source>
            <translation>查询所选位置的仪器身份：*IDN?</translation>
        </message>
        <message>
            <source>Select a place</source>
            <translation>请选择位置</translation>
        </message>
        <message>
            <source>Instruments</source>
            <comment>place of the window: 仪器</comment>
            <translation>仪器</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::InstrumentsViewModel</name>
        <message>
            <source>Place</source>
            <comment>role on the bench</comment>
            <translation>位置</translation>
        </message>
        <message>
            <source>Instrument</source>
            <translation>仪器</translation>
        </message>
        <message>
            <source>Identity</source>
            <comment>answer to *IDN?</comment>
            <translation>身份</translation>
        </message>
        <message>
            <source>Resource</source>
            <comment>address of an instrument</comment>
            <translation>资源地址</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>not asked yet</source>
            <translation>尚未查询</translation>
        </message>
        <message>
            <source>answers</source>
            <translation>应答正常</translation>
        </message>
        <message>
            <source>Bytes</source>
            <translation>字节</translation>
        </message>
        <message>
            <source>done</source>
            <extracomment>a command without reply was carried out</extracomment>
            <translation>已执行</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::MainWindow</name>
        <message>
            <source>Written: %1</source>
            <translation>已写入：%1</translation>
        </message>
        <message>
            <source>Safe state reached: all outputs are off.</source>
            <translation>已进入安全状态：所有输出均已关闭。</translation>
        </message>
        <message>
            <source>Find a command</source>
            <translation>查找命令</translation>
        </message>
        <message>
            <source>Every command by name</source>
            <translation>按名称查找所有命令</translation>
        </message>
        <message>
            <source>中文</source>
            <extracomment>said in the other language, for those who cannot read this one</extracomment>
            <translation>English</translation>
        </message>
        <message>
            <source>Change the language of the window</source>
            <translation>切换界面语言</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>浅色主题</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>深色主题</translation>
        </message>
        <message>
            <source>Change between light and dark</source>
            <translation>切换浅色和深色</translation>
        </message>
        <message>
            <source>Help for this place</source>
            <translation>本页帮助</translation>
        </message>
        <message>
            <source>Show or hide the help</source>
            <translation>显示或隐藏帮助</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Say who is working here</source>
            <translation>登记当前操作人</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>关闭窗口</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>菜单</translation>
        </message>
        <message>
            <source>Language, theme, help, sign-in</source>
            <translation>语言、主题、帮助、登录</translation>
        </message>
        <message>
            <source>Your name, then Enter</source>
            <translation>输入姓名后按 Enter</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::Plot</name>
        <message>
            <source>Save this plot as PNG…</source>
            <translation>将曲线存为 PNG…</translation>
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation>PNG 图片 (*.png)</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>Show all of the plot again; a double click does it too</source>
            <translation>重新显示全部曲线，双击亦可</translation>
        </message>
        <message>
            <source>Write the plot to a picture</source>
            <translation>将曲线写入图片</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::PointTreeModel</name>
        <message>
            <source>As found</source>
            <extracomment>section of a session: 调整前</extracomment>
            <translation>调整前</translation>
        </message>
        <message>
            <source>As left</source>
            <extracomment>section of a session: 调整后</extracomment>
            <translation>调整后</translation>
        </message>
        <message>
            <source>Range %1</source>
            <extracomment>measuring range of the item at a point</extracomment>
            <translation>量程 %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <extracomment>progress inside a point, e.g. reading 3 of 10</extracomment>
            <translation>第 %1／%2 次</translation>
        </message>
        <message>
            <source>Failed: no result</source>
            <translation>失败，无结果</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Attempt %1</source>
            <translation>第 %1 次测量</translation>
        </message>
        <message>
            <source>Point</source>
            <extracomment>calibration point: 校准点</extracomment>
            <translation>校准点</translation>
        </message>
        <message>
            <source>Error</source>
            <extracomment>error of indication: 示值误差</extracomment>
            <translation>示值误差</translation>
        </message>
        <message>
            <source>U</source>
            <extracomment>expanded uncertainty: 扩展不确定度</extracomment>
            <translation>U</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>结论</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::RecordsView</name>
        <message>
            <source>Where the figures of %1 come from</source>
            <translation>%1 各数字的来历</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>测量记录</translation>
        </message>
        <message>
            <source>No session yet. Take an item from Today to the bench and measure it.</source>
            <translation>尚无记录。请从“工作台”将器具送到校准台测量。</translation>
        </message>
        <message>
            <source>Where a figure comes from</source>
            <translation>数字的来历</translation>
        </message>
        <message>
            <source>Click any figure of the results: its road back to the bytes of the instruments opens here.</source>
            <translation>点击结果中的任一数字，这里显示其直到仪器字节的来历。</translation>
        </message>
        <message>
            <source>Uncertainty budget</source>
            <translation>不确定度预算</translation>
        </message>
        <message>
            <source>The budget of the point whose figure was clicked.</source>
            <translation>所点数字对应校准点的不确定度预算。</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <source>Read the sessions again</source>
            <translation>重新读取记录</translation>
        </message>
        <message>
            <source>SIMULATED</source>
            <translation>模拟</translation>
        </message>
        <message>
            <source>Select a session.</source>
            <translation>请选择一份记录。</translation>
        </message>
        <message>
            <source>unfinished</source>
            <translation>未完成</translation>
        </message>
        <message>
            <source>Records</source>
            <comment>place of the window: 证书/原始记录</comment>
            <translation>证书/原始记录</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::RecordsViewModel</name>
        <message>
            <source>Started</source>
            <translation>开始时间</translation>
        </message>
        <message>
            <source>Item</source>
            <translation>被校器具</translation>
        </message>
        <message>
            <source>Serial number</source>
            <translation>出厂编号</translation>
        </message>
        <message>
            <source>Procedure</source>
            <translation>规程</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>unfinished, %1 of %2 points</source>
            <translation>未完成，%1／%2 点</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Point</source>
            <comment>calibration point: 校准点</comment>
            <translation>校准点</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Reference</source>
            <comment>reference quantity value: 标准值</comment>
            <translation>标准值</translation>
        </message>
        <message>
            <source>Reference value</source>
            <translation>标准值（参考量值）</translation>
        </message>
        <message>
            <source>Indication</source>
            <comment>示值</comment>
            <translation>示值</translation>
        </message>
        <message>
            <source>Error</source>
            <comment>error of indication: 示值误差</comment>
            <translation>示值误差</translation>
        </message>
        <message>
            <source>Error of indication</source>
            <translation>示值误差</translation>
        </message>
        <message>
            <source>Maximum permissible error</source>
            <translation>最大允许误差</translation>
        </message>
        <message>
            <source>U</source>
            <comment>expanded uncertainty: 扩展不确定度</comment>
            <translation>U</translation>
        </message>
        <message>
            <source>Expanded uncertainty</source>
            <translation>扩展不确定度</translation>
        </message>
        <message>
            <source>k</source>
            <comment>coverage factor: 包含因子</comment>
            <translation>k</translation>
        </message>
        <message>
            <source>Coverage factor</source>
            <translation>包含因子</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>结论</translation>
        </message>
        <message>
            <source>Click to see where this figure comes from</source>
            <translation>点击查看该数字的来历</translation>
        </message>
        <message>
            <source>no result</source>
            <translation>无结果</translation>
        </message>
        <message>
            <source>MPE</source>
            <comment>maximum permissible error: 最大允许误差</comment>
            <translation>MPE</translation>
        </message>
        <message>
            <source>Range %1</source>
            <extracomment>measuring range of the item: 量程</extracomment>
            <translation>量程 %1</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::RunBars</name>
        <message>
            <source>Allow high voltage (F9)</source>
            <translation>允许高电压（F9）</translation>
        </message>
        <message>
            <source>Leads and people are safe: allow outputs above 60 V dc or 30 V ac for this run  (F9)</source>
            <translation>接线和人员安全：本次测量允许输出直流 60 V 或交流 30 V 以上的电压  (F9)</translation>
        </message>
        <message>
            <source>Enter twice</source>
            <translation>录入两次</translation>
        </message>
        <message>
            <source>The reading is typed a second time, and both must agree</source>
            <translation>读数须再录入一次，两次一致才接受</translation>
        </message>
        <message>
            <source>Accept (Enter)</source>
            <translation>接受（Enter）</translation>
        </message>
        <message>
            <source>Take the typed reading into the journal  (Enter)</source>
            <translation>将录入的读数存入日志  (Enter)</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>读数</translation>
        </message>
        <message>
            <source>the same again</source>
            <translation>再录一次</translation>
        </message>
        <message>
            <source>Reason, kept in the record</source>
            <translation>原因（记入原始记录）</translation>
        </message>
        <message>
            <source>Measure again</source>
            <translation>重测</translation>
        </message>
        <message>
            <source>Measure the point again after the present attempt; the earlier attempt stays in the record  (Enter)</source>
            <translation>当前测量结束后重测该点，原先的测量保留在记录中  (Enter)</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>不重测</translation>
        </message>
        <message>
            <source>Do not measure again</source>
            <translation>不再重测</translation>
        </message>
        <message>
            <source>Done (Enter)</source>
            <translation>完成（Enter）</translation>
        </message>
        <message>
            <source>Reading %1 at %2: type what the item shows.</source>
            <translation>%2 的第 %1 个读数：请录入被校器具的示值。</translation>
        </message>
        <message>
            <source>The two entries differ: read the item again.</source>
            <translation>两次录入不一致：请重新读数。</translation>
        </message>
        <message>
            <source>Measure %1 again. Why?</source>
            <translation>重测 %1，原因是：</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::RunPage</name>
        <message>
            <source>Calibration points</source>
            <translation>校准点</translation>
        </message>
        <message>
            <source>Settling and readings</source>
            <translation>稳定过程与读数</translation>
        </message>
        <message>
            <source>The plot starts with the first point.</source>
            <translation>从第一个校准点开始绘制曲线。</translation>
        </message>
        <message>
            <source>Uncertainty budget</source>
            <translation>不确定度预算</translation>
        </message>
        <message>
            <source>Bus log</source>
            <translation>总线日志</translation>
        </message>
        <message>
            <source>Contributions to the uncertainty of the point that is selected at the left</source>
            <translation>左侧所选校准点的各不确定度分量</translation>
        </message>
        <message>
            <source>Every byte sent and received, newest last; the record keeps all of it</source>
            <translation>收发的每个字节，最新的在最后；原始记录保留全部内容</translation>
        </message>
        <message>
            <source>settling</source>
            <translation>稳定过程</translation>
        </message>
        <message>
            <source>readings</source>
            <translation>读数</translation>
        </message>
        <message>
            <source>Time / s</source>
            <translation>时间 / s</translation>
        </message>
        <message>
            <source>%1 of %2 judged</source>
            <extracomment>points judged of all points</extracomment>
            <translation>已判定 %1／%2</translation>
        </message>
        <message>
            <source>%1:  U = %2 %3,  k = %4</source>
            <translation>%1：  U = %2 %3，  k = %4</translation>
        </message>
        <message>
            <source>The budget appears with the first verdict.</source>
            <translation>第一个点判定后显示预算。</translation>
        </message>
        <message>
            <source>Deviation / %1</source>
            <comment>from the nominal value</comment>
            <translation>偏差 / %1</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::SetUpPage</name>
        <message>
            <source>Procedure</source>
            <comment>calibration procedure: 规程</comment>
            <translation>规程</translation>
        </message>
        <message>
            <source>Item</source>
            <comment>unit under calibration: 被校器具</comment>
            <translation>被校器具</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Manufacturer</source>
            <translation>制造厂</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>型号</translation>
        </message>
        <message>
            <source>Serial number</source>
            <translation>出厂编号</translation>
        </message>
        <message>
            <source>Asset number</source>
            <translation>资产编号</translation>
        </message>
        <message>
            <source>Order</source>
            <comment>service order: 委托单</comment>
            <translation>委托单</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>委托方</translation>
        </message>
        <message>
            <source>Condition</source>
            <comment>item condition: 样品状态</comment>
            <translation>样品状态</translation>
        </message>
        <message>
            <source>Who stands on the bench</source>
            <translation>校准台上的仪器</translation>
        </message>
        <message>
            <source>Check the bench (F4): every instrument is asked who it is.</source>
            <translation>检查校准台（F4）：查询每台仪器的身份。</translation>
        </message>
        <message>
            <source>Suitability of the standards, point by point</source>
            <translation>标准器逐点适用性</translation>
        </message>
        <message>
            <source>Check the bench (F4): the binder shows the uncertainty of the standard at each point and its ratio to the MPE.</source>
            <translation>检查校准台（F4）：逐点显示标准器的不确定度及其与最大允许误差之比。</translation>
        </message>
        <message numerus="yes">
            <source>Version %1 · %n point(s)</source>
            <translation>
                <numerusform>版本 %1 · %n 个校准点</numerusform>
            </translation>
        </message>
        <message>
            <source>No procedure is released. Import one first.</source>
            <translation>没有已发布的规程，请先导入。</translation>
        </message>
        <message>
            <source>Asking the instruments…</source>
            <translation>正在查询仪器…</translation>
        </message>
        <message>
            <source>Ready: start with F5</source>
            <translation>就绪，按 F5 开始</translation>
        </message>
        <message>
            <source>Refused: see the reasons in red</source>
            <translation>不满足：见红色原因</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>不满足</translation>
        </message>
        <message>
            <source>Standard, typed</source>
            <comment>measurement standard whose values a person types</comment>
            <translation>标准器（键入）</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>证书编号</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>有效期至</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>标准值</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::StatusLine</name>
        <message>
            <source>Not signed in</source>
            <translation>未登录</translation>
        </message>
        <message>
            <source>Who is working here: click to sign in  (Ctrl+I)</source>
            <translation>当前操作人：点击登录  (Ctrl+I)</translation>
        </message>
        <message>
            <source>SIMULATED</source>
            <extracomment>mark of everything that rests on simulated instruments: 模拟</extracomment>
            <translation>模拟</translation>
        </message>
        <message>
            <source>⚡ HIGH VOLTAGE</source>
            <extracomment>mark while the output is above 60 V dc or 30 V ac: 高电压</extracomment>
            <translation>⚡ 高电压</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::StatusViewModel</name>
        <message>
            <source>No bench</source>
            <translation>无校准台</translation>
        </message>
        <message numerus="yes">
            <source>%n instrument(s) in trouble</source>
            <translation>
                <numerusform>%n 台仪器异常</numerusform>
            </translation>
        </message>
        <message>
            <source>Bench not checked</source>
            <translation>校准台未检查</translation>
        </message>
        <message>
            <source>Bench ready</source>
            <translation>校准台就绪</translation>
        </message>
        <message>
            <source>Environment not measured</source>
            <translation>未测环境条件</translation>
        </message>
        <message>
            <source>Journal safe</source>
            <translation>日志正常</translation>
        </message>
        <message>
            <source>Journal cannot be written</source>
            <translation>日志无法写入</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::TableExporter</name>
        <message>
            <source>Export this table as CSV…</source>
            <translation>将此表导出为 CSV…</translation>
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation>CSV 表格 (*.csv)</translation>
        </message>
        <message>
            <source>Write what the table shows to a file</source>
            <translation>将表中内容写入文件</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::TodayView</name>
        <message>
            <source>Interrupted runs</source>
            <translation>中断的测量</translation>
        </message>
        <message>
            <source>No run was interrupted. A run that stops before its end is offered here to be resumed.</source>
            <translation>没有中断的测量。未测完的测量会列在这里，可继续。</translation>
        </message>
        <message>
            <source>Items of the day</source>
            <translation>今日器具</translation>
        </message>
        <message>
            <source>No item waits. Items appear here when a procedure is released.</source>
            <translation>没有待校器具。规程发布后，器具会列在这里。</translation>
        </message>
        <message>
            <source>Measurement standards</source>
            <comment>计量标准器</comment>
            <translation>计量标准器</translation>
        </message>
        <message>
            <source>No standard is registered. A run needs one: open the demonstration laboratory.</source>
            <translation>尚未登记标准器，测量需要标准器：请打开演示实验室。</translation>
        </message>
        <message>
            <source>Environmental conditions</source>
            <translation>环境条件</translation>
        </message>
        <message>
            <source>Nothing measured yet. The start of a run measures temperature and humidity, or asks for them.</source>
            <translation>尚未测量。测量开始时会测得或要求录入温度和相对湿度。</translation>
        </message>
        <message>
            <source>Resume run</source>
            <translation>继续测量</translation>
        </message>
        <message>
            <source>Go on with the interrupted run: no reading is lost or doubled</source>
            <translation>接着做中断的测量：读数不丢失、不重复</translation>
        </message>
        <message>
            <source>Take to the bench</source>
            <translation>送到校准台</translation>
        </message>
        <message>
            <source>Open the bench with this item</source>
            <translation>以该器具打开校准台</translation>
        </message>
        <message>
            <source>typed</source>
            <translation>录入</translation>
        </message>
        <message>
            <source>measured</source>
            <translation>测得</translation>
        </message>
        <message>
            <source>SIMULATED</source>
            <translation>模拟</translation>
        </message>
        <message>
            <source>within the limits</source>
            <translation>在规定范围内</translation>
        </message>
        <message>
            <source>outside the limits of the procedure</source>
            <translation>超出规程规定的范围</translation>
        </message>
        <message>
            <source>Today</source>
            <comment>place of the window: 工作台</comment>
            <translation>工作台</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::TodayViewModel</name>
        <message>
            <source>Item</source>
            <translation>被校器具</translation>
        </message>
        <message>
            <source>Serial number</source>
            <translation>出厂编号</translation>
        </message>
        <message>
            <source>Procedure</source>
            <translation>规程</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>开始时间</translation>
        </message>
        <message>
            <source>By</source>
            <comment>performed by</comment>
            <translation>检定员</translation>
        </message>
        <message>
            <source>%1 of %2 points</source>
            <translation>%1／%2 点</translation>
        </message>
        <message>
            <source>Order</source>
            <comment>service order: 委托单</comment>
            <translation>委托单</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>委托方</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>to do</source>
            <translation>待校</translation>
        </message>
        <message>
            <source>interrupted</source>
            <translation>已中断</translation>
        </message>
        <message>
            <source>done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Measurement standard</source>
            <comment>计量标准器</comment>
            <translation>计量标准器</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>证书</translation>
        </message>
        <message>
            <source>Valid until</source>
            <comment>有效期至</comment>
            <translation>有效期至</translation>
        </message>
        <message>
            <source>Remaining</source>
            <translation>剩余</translation>
        </message>
        <message>
            <source>no date</source>
            <translation>无日期</translation>
        </message>
        <message>
            <source>expired: not to be used</source>
            <translation>已过期，不得使用</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
    </context>
</TS>
