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
        <name>InstallationRows</name>
        <message>
            <source>Part</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Trials</source>
            <translation>试验数</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>未通过</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>green</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>未通过</translation>
        </message>
        <message>
            <source>Trial</source>
            <translation>试验</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>期望</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>实得</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>holds</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>The installation check is green.</source>
            <translation>安装核查通过。</translation>
        </message>
        <message numerus="yes">
            <source>The installation check found %n failure(s).</source>
            <translation>
                <numerusform>安装核查有 %n 项未通过。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>KindWords</name>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n 行</numerusform>
            </translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>registered</source>
            <extracomment>an entity was entered into the register: 登记</extracomment>
            <translation>登记</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>log of refusals opened</source>
            <translation>开始记录拒绝</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>被拒绝</translation>
        </message>
        <message>
            <source>installation checked</source>
            <translation>安装核查</translation>
        </message>
        <message>
            <source>kit closed</source>
            <translation>现场包已结束</translation>
        </message>
        <message>
            <source>conflict resolved</source>
            <translation>冲突已解决</translation>
        </message>
        <message>
            <source>kit merged</source>
            <translation>现场包已合并</translation>
        </message>
        <message>
            <source>kit opened</source>
            <translation>现场包已打开</translation>
        </message>
        <message>
            <source>kit packed</source>
            <translation>现场包已打包</translation>
        </message>
        <message>
            <source>laboratory founded</source>
            <translation>建立实验室</translation>
        </message>
        <message>
            <source>checkpoint signed</source>
            <translation>签署检查点</translation>
        </message>
        <message>
            <source>log opened</source>
            <translation>开启日志</translation>
        </message>
        <message>
            <source>locked</source>
            <translation>锁定</translation>
        </message>
        <message>
            <source>password encoded again</source>
            <translation>密码重新编码</translation>
        </message>
        <message>
            <source>password set</source>
            <translation>设置密码</translation>
        </message>
        <message>
            <source>sign-in refused</source>
            <translation>登录被拒绝</translation>
        </message>
        <message>
            <source>signed in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>unlocked</source>
            <translation>解锁</translation>
        </message>
        <message>
            <source>record disposed of</source>
            <translation>处置记录</translation>
        </message>
        <message>
            <source>run given up</source>
            <translation>放弃运行</translation>
        </message>
        <message>
            <source>attempt ended</source>
            <translation>一次测量结束</translation>
        </message>
        <message>
            <source>clock went back</source>
            <translation>时钟回拨</translation>
        </message>
        <message>
            <source>conditioning checked</source>
            <translation>核查预热与恒温</translation>
        </message>
        <message>
            <source>run continued</source>
            <translation>继续运行</translation>
        </message>
        <message>
            <source>environment recorded</source>
            <translation>记录环境条件</translation>
        </message>
        <message>
            <source>environment sampled</source>
            <translation>环境采样</translation>
        </message>
        <message>
            <source>high voltage confirmed</source>
            <translation>确认高电压</translation>
        </message>
        <message>
            <source>instrument commanded</source>
            <translation>向仪器发出命令</translation>
        </message>
        <message>
            <source>noted</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>run paused</source>
            <translation>暂停运行</translation>
        </message>
        <message>
            <source>point judged</source>
            <translation>测量点判定</translation>
        </message>
        <message>
            <source>point started</source>
            <translation>测量点开始</translation>
        </message>
        <message>
            <source>prompt answered</source>
            <translation>回答提示</translation>
        </message>
        <message>
            <source>reading taken</source>
            <translation>取得读数</translation>
        </message>
        <message>
            <source>run resumed</source>
            <translation>恢复运行</translation>
        </message>
        <message>
            <source>safe state entered</source>
            <translation>进入安全状态</translation>
        </message>
        <message>
            <source>record sealed</source>
            <translation>封存记录</translation>
        </message>
        <message>
            <source>set-up frozen</source>
            <translation>冻结测量设置</translation>
        </message>
        <message>
            <source>run stopped</source>
            <translation>停止运行</translation>
        </message>
        <message>
            <source>Log of refusals</source>
            <translation>拒绝记录</translation>
        </message>
        <message>
            <source>Installation check</source>
            <translation>安装核查</translation>
        </message>
        <message>
            <source>On-site kit</source>
            <translation>现场包</translation>
        </message>
        <message>
            <source>Laboratory</source>
            <translation>实验室</translation>
        </message>
        <message>
            <source>Log of checkpoints</source>
            <translation>检查点日志</translation>
        </message>
        <message>
            <source>Disposal of records</source>
            <translation>记录处置</translation>
        </message>
        <message>
            <source>Measurement record</source>
            <translation>测量记录</translation>
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
        <name>cal::ui::AdjustBar</name>
        <message>
            <source>The points as found are kept as they are. Say what was adjusted; then the points as left are measured.</source>
            <translation>调整前的数据原样保留。请写明调整的内容，随后测量调整后的点。</translation>
        </message>
        <message>
            <source>What was adjusted</source>
            <translation>调整内容</translation>
        </message>
        <message>
            <source>Constants before; “none” where there are none</source>
            <translation>调整前的常数；没有则写“无”</translation>
        </message>
        <message>
            <source>Reason, kept in the record</source>
            <translation>原因（记入原始记录）</translation>
        </message>
        <message>
            <source>Adjusted: measure as left</source>
            <translation>已调整：测量调整后数据</translation>
        </message>
        <message>
            <source>Write the adjustment into the journal and measure the points again  (Enter)</source>
            <translation>将调整写入日志，并重新测量各点  (Enter)</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不调整</translation>
        </message>
        <message>
            <source>Keep what was typed; F5 seals the record without an adjustment</source>
            <translation>保留已录入的内容；按 F5 不调整直接封存记录</translation>
        </message>
        <message>
            <source>All points again</source>
            <translation>重测所有点</translation>
        </message>
        <message>
            <source>Those not conforming</source>
            <translation>仅不符合的点</translation>
        </message>
        <message>
            <source>The selected point</source>
            <translation>仅所选的点</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::AdministrationView</name>
        <message>
            <source>Administration</source>
            <comment>place of the window: 管理</comment>
            <translation>管理</translation>
        </message>
        <message>
            <source>Audit trail</source>
            <translation>审计追踪</translation>
        </message>
        <message>
            <source>Policy</source>
            <translation>规定</translation>
        </message>
        <message>
            <source>Store</source>
            <translation>数据库</translation>
        </message>
        <message>
            <source>Export CSV…</source>
            <translation>导出 CSV…</translation>
        </message>
        <message>
            <source>Write the events as they are filtered to a CSV file</source>
            <translation>将筛选后的事件写入 CSV 文件</translation>
        </message>
        <message>
            <source>Export XLSX…</source>
            <translation>导出 XLSX…</translation>
        </message>
        <message>
            <source>Write the events as they are filtered to an Excel workbook</source>
            <translation>将筛选后的事件写入 Excel 工作簿</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <source>Read the trail again</source>
            <translation>重新读取审计追踪</translation>
        </message>
        <message>
            <source>Installation check</source>
            <translation>安装核查</translation>
        </message>
        <message>
            <source>On-site kit</source>
            <translation>现场包</translation>
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
        <message>
            <source>Next of the batch</source>
            <translation>本批下一台</translation>
        </message>
        <message>
            <source>Set up the next like item and check the bench</source>
            <translation>设置下一台同类器具并检查校准台</translation>
        </message>
        <message>
            <source>Set up %1 and check the bench</source>
            <translation>设置 %1 并检查校准台</translation>
        </message>
        <message>
            <source>Seal unadjusted</source>
            <translation>不调整，封存</translation>
        </message>
        <message>
            <source>Seal the record as it is, without an adjustment</source>
            <translation>不作调整，按现状封存记录</translation>
        </message>
        <message>
            <source>Hold for adjustment</source>
            <translation>停住待调整</translation>
        </message>
        <message>
            <source>Adjust…</source>
            <translation>调整…</translation>
        </message>
        <message>
            <source>Stop when every point is measured, before the record is sealed, so that the item can be adjusted</source>
            <translation>测完所有点后、封存记录前停住，以便调整器具</translation>
        </message>
        <message>
            <source>Write down an adjustment and measure the points as left</source>
            <translation>记录调整，并测量调整后的点</translation>
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
        <message>
            <source>Name of a command or place, or words of anything registered</source>
            <translation>命令或页面名称，或任一登记条目中的文字</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::ControlChartData</name>
        <message>
            <source>%1: outside the limits of the plan</source>
            <translation>%1：超出计划的限值</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::ControlTab</name>
        <message>
            <source>No check has been done yet. Each check done adds its result here.</source>
            <translation>尚未进行核查。每次核查的结果将列于此处。</translation>
        </message>
        <message>
            <source>centre</source>
            <translation>中心线</translation>
        </message>
        <message>
            <source>upper limit</source>
            <translation>上控制限</translation>
        </message>
        <message>
            <source>lower limit</source>
            <translation>下控制限</translation>
        </message>
        <message>
            <source>plan, upper</source>
            <translation>计划上限</translation>
        </message>
        <message>
            <source>plan, lower</source>
            <translation>计划下限</translation>
        </message>
        <message>
            <source>date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>result / %1</source>
            <translation>结果 / %1</translation>
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
        <name>cal::ui::DriftTab</name>
        <message>
            <source>No calibration with values is registered for it. Drift is drawn from the values of its calibrations.</source>
            <translation>尚未登记带数值的校准。漂移图由历次校准的数值绘制。</translation>
        </message>
        <message>
            <source>date of calibration</source>
            <translation>校准日期</translation>
        </message>
        <message>
            <source>deviation from nominal value / %1</source>
            <translation>与标称值之差 / %1</translation>
        </message>
        <message>
            <source>nominal</source>
            <translation>标称值</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::EntityForm</name>
        <message>
            <source>Not filled in: %1</source>
            <translation>未填写：%1</translation>
        </message>
        <message>
            <source>Open a copy of the file</source>
            <translation>打开文件副本</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::EntityPane</name>
        <message>
            <source>Related</source>
            <translation>相关</translation>
        </message>
        <message>
            <source>Related (%1)</source>
            <translation>相关（%1）</translation>
        </message>
        <message>
            <source>Choose a line of the list to see it here. Ctrl+N enters a new one.</source>
            <translation>在列表中选择一行，此处显示其内容。按 Ctrl+N 新建。</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Change the fields; the old values are kept in the history</source>
            <translation>修改各字段；原值保留在历史中</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>A new entry with the values of this one</source>
            <translation>以本条目的内容新建条目</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Write what was typed</source>
            <translation>写入所输入的内容</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>离开</translation>
        </message>
        <message>
            <source>Back to the entry; what was typed is kept</source>
            <translation>返回条目；已输入的内容保留</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Further steps of the life cycle; copy</source>
            <translation>其他状态步骤；复制</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>放弃</translation>
        </message>
        <message>
            <source>Something was typed here and is not saved.</source>
            <translation>此处有已输入而未保存的内容。</translation>
        </message>
        <message>
            <source>Take the newest and keep what I typed</source>
            <translation>读取最新内容并保留我的输入</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史</translation>
        </message>
        <message>
            <source>Reason of the change (needed)</source>
            <translation>修改理由（必填）</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>%1 became %2</source>
            <translation>由 %1 变为 %2</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>（空）</translation>
        </message>
        <message>
            <source>you typed %1</source>
            <translation>您输入的是 %1</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::EntityViewModel</name>
        <message>
            <source>New: %1</source>
            <extracomment>%1 is a kind of thing: &quot;New asset&quot;</extracomment>
            <translation>新建：%1</translation>
        </message>
        <message>
            <source>Fill this in.</source>
            <translation>此项必填。</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>What</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Old</source>
            <translation>原值</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新值</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>Workstation</source>
            <translation>工作站</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Refers to this as</source>
            <translation>引用字段</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>修改时间</translation>
        </message>
        <message>
            <source>Choose a day from the calendar</source>
            <translation>从日历中选择日期</translation>
        </message>
        <message>
            <source>Attach…</source>
            <translation>添加附件…</translation>
        </message>
        <message>
            <source>Open a copy of the file</source>
            <translation>打开文件副本</translation>
        </message>
        <message>
            <source>Take out of the list</source>
            <translation>从列表中移除</translation>
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
        <name>cal::ui::GraphTab</name>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation>SVG 图形 (*.svg)</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>The whole graph in the space there is</source>
            <translation>在现有空间内显示整图</translation>
        </message>
        <message>
            <source>Save the graph as SVG…</source>
            <translation>将框图存为 SVG…</translation>
        </message>
        <message>
            <source>Write the graph to a picture that prints sharp</source>
            <translation>将框图写成打印清晰的图形文件</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::ImportPage</name>
        <message>
            <source>Tables (*.csv *.xlsx)</source>
            <translation>表格 (*.csv *.xlsx)</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>CSV (UTF-8) or the first sheet of an XLSX file</source>
            <translation>CSV（UTF-8）或 XLSX 文件的第一个工作表</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>返回列表</translation>
        </message>
        <message>
            <source>The head of the file names the fields: by name or by either label. Export the list to see a file that fits. Rows whose number is already registered change that entry; an empty cell leaves its field as it is.</source>
            <translation>文件首行为字段名：可用字段名或中、英文名称。导出列表即可得到格式相符的文件。编号已登记的行将修改该条目；空单元格不改变对应字段。</translation>
        </message>
        <message>
            <source>Reason of the changes (needed when entries are changed)</source>
            <translation>修改理由（修改已有条目时必填）</translation>
        </message>
        <message>
            <source>Write the accepted rows</source>
            <translation>写入可接受的行</translation>
        </message>
        <message>
            <source>All accepted rows are written together or not at all; refused rows are left out</source>
            <translation>可接受的行一并写入，否则全部不写入；被拒绝的行不写入</translation>
        </message>
        <message>
            <source>Rows of the file</source>
            <translation>文件中的行</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::ImportViewModel</name>
        <message>
            <source>Written: %1 added, %2 changed, %3 as they were, %4 refused.</source>
            <translation>已写入：新增 %1，修改 %2，未变 %3，拒绝 %4。</translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>正在写入…</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>正在读取文件…</translation>
        </message>
        <message>
            <source>%1 to add, %2 to change, %3 as they are, %4 refused. Nothing is written yet.</source>
            <translation>将新增 %1，修改 %2，未变 %3，拒绝 %4。尚未写入。</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>What and why</source>
            <translation>内容与原因</translation>
        </message>
        <message>
            <source>add</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>change</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>as it is</source>
            <translation>未变</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>拒绝</translation>
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
            <source>Orders</source>
            <comment>place of the window: 委托</comment>
            <translation>委托</translation>
        </message>
        <message>
            <source>Registry</source>
            <comment>place of the window: 登记</comment>
            <translation>登记</translation>
        </message>
        <message>
            <source>Standards</source>
            <comment>place of the window: 计量标准</comment>
            <translation>计量标准</translation>
        </message>
        <message>
            <source>People</source>
            <comment>place of the window: 人员</comment>
            <translation>人员</translation>
        </message>
        <message>
            <source>Quality</source>
            <comment>place of the window: 质量</comment>
            <translation>质量</translation>
        </message>
        <message>
            <source>Drift</source>
            <comment>of an asset: 漂移</comment>
            <translation>漂移</translation>
        </message>
        <message>
            <source>Traceability</source>
            <comment>of a measurement standard: 溯源框图</comment>
            <translation>溯源框图</translation>
        </message>
        <message>
            <source>Control chart</source>
            <comment>of an intermediate check: 控制图</comment>
            <translation>控制图</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>退出登录</translation>
        </message>
        <message>
            <source>Lock the window; a run goes on</source>
            <translation>锁定窗口；运行继续</translation>
        </message>
        <message>
            <source>Twelve steps</source>
            <comment>of an order item: 流转</comment>
            <translation>流转十二步</translation>
        </message>
        <message>
            <source>Dossier</source>
            <comment>of a measurement standard: 考核档案</comment>
            <translation>考核档案</translation>
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
            <source>Initial</source>
            <extracomment>section of a session: 首次</extracomment>
            <translation>首次</translation>
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
        <name>cal::ui::ReferenceLine</name>
        <message>
            <source>type to search</source>
            <translation>输入文字查找</translation>
        </message>
        <message>
            <source>nothing fits</source>
            <translation>没有相符的条目</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::RegistryView</name>
        <message>
            <source>Nothing of this is described in this program.</source>
            <translation>本程序中没有此类内容的描述。</translation>
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation>CSV 表格 (*.csv)</translation>
        </message>
        <message>
            <source>Excel workbook (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
        <message>
            <source>any</source>
            <translation>不限</translation>
        </message>
        <message>
            <source>Type a few letters and choose</source>
            <translation>输入几个字后选择</translation>
        </message>
        <message>
            <source>Contains what you type; =text: exactly; &gt;2026-01-01, &lt;=5: compared; ?: empty; *: filled in</source>
            <translation>包含所输入的内容；=文字：完全相同；&gt;2026-01-01、&lt;=5：比较；?：为空；*：已填写</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Save this filter as: name, Enter</source>
            <translation>将当前筛选另存为：输入名称后回车</translation>
        </message>
        <message>
            <source>%1 entries; the first %2 are listed. Narrow the filter.</source>
            <translation>共 %1 条，仅列出前 %2 条。请缩小筛选范围。</translation>
        </message>
        <message>
            <source>Nothing is registered here yet. Ctrl+N enters the first one.</source>
            <translation>尚无登记。按 Ctrl+N 登记第一条。</translation>
        </message>
        <message>
            <source>Nothing fits the filter.</source>
            <translation>没有符合筛选条件的条目。</translation>
        </message>
        <message numerus="yes">
            <source>%n entry(s)</source>
            <translation>
                <numerusform>共 %n 条</numerusform>
            </translation>
        </message>
        <message>
            <source>New</source>
            <translation>新建</translation>
        </message>
        <message>
            <source>Enter a new one</source>
            <translation>登记新条目</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>导入…</translation>
        </message>
        <message>
            <source>Read entries from a CSV or XLSX file; you see every row before anything is written</source>
            <translation>从 CSV 或 XLSX 文件读取条目；写入前可查看每一行</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Write the list as it is filtered and sorted to a file</source>
            <translation>将筛选、排序后的列表写入文件</translation>
        </message>
        <message>
            <source>As CSV…</source>
            <translation>导出为 CSV…</translation>
        </message>
        <message>
            <source>Write the list as CSV</source>
            <translation>将列表写成 CSV</translation>
        </message>
        <message>
            <source>As XLSX…</source>
            <translation>导出为 XLSX…</translation>
        </message>
        <message>
            <source>Write the list as an Excel workbook</source>
            <translation>将列表写成 Excel 工作簿</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <source>Read the list again</source>
            <translation>重新读取列表</translation>
        </message>
        <message>
            <source>Search the list</source>
            <translation>查找</translation>
        </message>
        <message>
            <source>Put the keyboard into the search line</source>
            <translation>将光标移到搜索栏</translation>
        </message>
        <message>
            <source>Search everywhere  (Ctrl+F)</source>
            <translation>全文查找  (Ctrl+F)</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Take every filter away</source>
            <translation>取消全部筛选</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Saved filters of yours</source>
            <translation>您保存的筛选</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Choose what the list shows</source>
            <translation>选择列表显示的列</translation>
        </message>
        <message>
            <source>These come of their order: choose it under Orders, then “Receive item…” or “Hand over…”.</source>
            <translation>此类条目由委托单产生：请在“委托”中选定委托单，再用“接收器具…”或“交付…”。</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::RegistryViewModel</name>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>修改时间</translation>
        </message>
        <message>
            <source>Changed by</source>
            <translation>修改人</translation>
        </message>
        <message>
            <source>Registered</source>
            <translation>登记时间</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
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
        <message>
            <source>Agreed with order item %1</source>
            <translation>按委托器具 %1 的约定</translation>
        </message>
        <message>
            <source>no statement of conformity</source>
            <translation>不作符合性声明</translation>
        </message>
        <message>
            <source>own points %1, version %2</source>
            <translation>自定点表 %1，第 %2 版</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::SignInPage</name>
        <message>
            <source>A demonstration laboratory: its people sign in by one click.</source>
            <translation>演示实验室：单击即可以其人员身份登录。</translation>
        </message>
        <message>
            <source>Sign-in name</source>
            <translation>登录名</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>新密码</translation>
        </message>
        <message>
            <source>New password once more</source>
            <translation>再次输入新密码</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::SignInViewModel</name>
        <message>
            <source>The new password was not typed the same twice: type it again.</source>
            <translation>两次输入的新密码不一致：请重新输入。</translation>
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
        <name>cal::ui::StorePage</name>
        <message>
            <source>Calbench store (*.calbench)</source>
            <translation>Calbench 数据库 (*.calbench)</translation>
        </message>
        <message>
            <source>Checking every event, chain and attachment…</source>
            <translation>正在核对全部事件、哈希链与附件…</translation>
        </message>
        <message>
            <source>%1 events in %2 streams and %3 attachments checked.</source>
            <translation>已核对 %2 个流中的 %1 个事件和 %3 个附件。</translation>
        </message>
        <message>
            <source>Something does not fit: see below.</source>
            <translation>有不相符之处，见下表。</translation>
        </message>
        <message>
            <source>Everything fits.</source>
            <translation>全部相符。</translation>
        </message>
        <message>
            <source>Writing the backup…</source>
            <translation>正在写入备份…</translation>
        </message>
        <message>
            <source>Store: %1</source>
            <translation>数据库：%1</translation>
        </message>
        <message>
            <source>Check the store</source>
            <translation>核对数据库</translation>
        </message>
        <message>
            <source>Compare every event with its hash and its chain</source>
            <translation>逐一核对事件与其哈希及哈希链</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>备份…</translation>
        </message>
        <message>
            <source>Write a copy that is itself a store; work can go on meanwhile</source>
            <translation>写出一份可直接使用的数据库副本；期间可继续工作</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>发现的问题</translation>
        </message>
        <message>
            <source>Nothing was found. A check finds the first broken link of every stream and damaged attachments.</source>
            <translation>没有发现问题。核对可找出每个流中第一处断链以及损坏的附件。</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>流</translation>
        </message>
        <message>
            <source>No.</source>
            <comment>number of the event in its stream</comment>
            <translation>序号</translation>
        </message>
        <message>
            <source>What does not fit</source>
            <translation>不相符之处</translation>
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
        <message>
            <source>My queue</source>
            <translation>我的任务</translation>
        </message>
        <message>
            <source>No item waits for you. Items come from the place Orders, where they are agreed and assigned.</source>
            <translation>没有待办的器具。器具在“委托”中约定并分配后出现在这里。</translation>
        </message>
        <message>
            <source>Waits for my check or approval</source>
            <translation>待我核验或批准</translation>
        </message>
        <message>
            <source>Nothing waits that you may check or approve. What you performed yourself waits for somebody else.</source>
            <translation>没有您可以核验或批准的结果。您本人测量的结果由他人核验、批准。</translation>
        </message>
        <message>
            <source>About to expire</source>
            <translation>即将到期</translation>
        </message>
        <message>
            <source>No calibration and no certificate of a standard expires within 90 days.</source>
            <translation>90 天内没有到期的校准或计量标准证书。</translation>
        </message>
        <message>
            <source>Open the bench with this item, as it was agreed</source>
            <translation>按约定把此器具送到校准台</translation>
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
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 overdue</source>
            <translation>%1 逾期</translation>
        </message>
        <message>
            <source>Due</source>
            <comment>of an order item: 要求完成日期</comment>
            <translation>要求完成日期</translation>
        </message>
        <message>
            <source>Item number</source>
            <translation>样品编号</translation>
        </message>
        <message>
            <source>Instrument</source>
            <translation>器具</translation>
        </message>
        <message>
            <source>interrupted at %1 of %2</source>
            <translation>中断于 %1/%2</translation>
        </message>
        <message>
            <source>not agreed yet</source>
            <translation>尚未约定</translation>
        </message>
        <message>
            <source>free to take</source>
            <translation>可承接</translation>
        </message>
        <message>
            <source>Waits for</source>
            <comment>check or approval</comment>
            <translation>待办</translation>
        </message>
        <message>
            <source>Performed by</source>
            <translation>测量人</translation>
        </message>
        <message>
            <source>check</source>
            <comment>of a result: 核验</comment>
            <translation>核验</translation>
        </message>
        <message>
            <source>approval</source>
            <comment>of a result: 批准</comment>
            <translation>批准</translation>
        </message>
        <message>
            <source>What expires</source>
            <translation>到期项目</translation>
        </message>
        <message>
            <source>authorisation of the body</source>
            <comment>法定计量检定机构授权</comment>
            <translation>机构授权</translation>
        </message>
        <message>
            <source>expired</source>
            <comment>not to be used any more</comment>
            <translation>已过期</translation>
        </message>
        <message>
            <source>Calibration of a standard</source>
            <translation>标准器的校准</translation>
        </message>
        <message>
            <source>Certificate of a measurement standard</source>
            <comment>计量标准考核证书</comment>
            <translation>计量标准考核证书</translation>
        </message>
        <message>
            <source>Authorisation of the body</source>
            <comment>法定计量检定机构授权</comment>
            <translation>法定计量检定机构授权</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::TrailPage</name>
        <message>
            <source>%1 events; the first %2 are listed. Narrow the filter.</source>
            <translation>共 %1 个事件，仅列出前 %2 个。请缩小筛选范围。</translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>共 %n 个事件</numerusform>
            </translation>
        </message>
        <message>
            <source>Old and new</source>
            <translation>原值与新值</translation>
        </message>
        <message>
            <source>anybody</source>
            <translation>全部人员</translation>
        </message>
        <message>
            <source>any kind</source>
            <translation>全部类别</translation>
        </message>
        <message>
            <source>What: changed, quarantined…</source>
            <translation>操作：changed、quarantined…</translation>
        </message>
        <message>
            <source>Part of the event&apos;s type, as the store names it: asset.quarantined</source>
            <translation>事件类型的一部分，按数据库中的名称：asset.quarantined</translation>
        </message>
        <message>
            <source>Thing: part of its name</source>
            <translation>对象：名称的一部分</translation>
        </message>
        <message>
            <source>From 2026-01-01</source>
            <translation>自 2026-01-01</translation>
        </message>
        <message>
            <source>To 2026-12-31</source>
            <translation>至 2026-12-31</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Choose an event to see what it changed.</source>
            <translation>选中事件即可查看其变更内容。</translation>
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation>CSV 表格 (*.csv)</translation>
        </message>
        <message>
            <source>Excel workbook (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::TrailViewModel</name>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>What</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Thing</source>
            <translation>对象</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>Workstation</source>
            <translation>工作站</translation>
        </message>
        <message>
            <source>No.</source>
            <comment>number of the event in its stream</comment>
            <translation>序号</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Old</source>
            <translation>原值</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新值</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::TwelveStepsView</name>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>缺失</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::WorkTab</name>
        <message>
            <source>PDF document (*.pdf)</source>
            <translation>PDF 文档 (*.pdf)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>保持原样</translation>
        </message>
        <message>
            <source>Save label…</source>
            <translation>保存标签…</translation>
        </message>
        <message>
            <source>Write the label to a PDF file, to be printed</source>
            <translation>将标签存为 PDF 文件以供打印</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Back to the twelve steps</source>
            <translation>返回流转十二步</translation>
        </message>
        <message>
            <source>No item has been received with this order yet.</source>
            <translation>本委托单尚未接收器具。</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::WorkViewModel</name>
        <message>
            <source>Receive item…</source>
            <comment>order: 接收</comment>
            <translation>接收器具…</translation>
        </message>
        <message>
            <source>Take an item into the laboratory by its number or bar code</source>
            <translation>按编号或条码接收器具</translation>
        </message>
        <message>
            <source>Hand over…</source>
            <comment>order: 交付</comment>
            <translation>交付…</translation>
        </message>
        <message>
            <source>Give every approved item of the order to the customer</source>
            <translation>将本委托单已批准的器具全部交付客户</translation>
        </message>
        <message>
            <source>To the bench</source>
            <translation>送到校准台</translation>
        </message>
        <message>
            <source>Set the bench up as it was agreed</source>
            <translation>按约定设置校准台</translation>
        </message>
        <message>
            <source>Agree…</source>
            <comment>order item: 约定</comment>
            <translation>约定…</translation>
        </message>
        <message>
            <source>Freeze procedure, points, decision rule and specification with the item</source>
            <translation>随器具冻结规程、测量点、判定规则和技术指标</translation>
        </message>
        <message>
            <source>Assign…</source>
            <comment>order item: 分配</comment>
            <translation>分配…</translation>
        </message>
        <message>
            <source>Give the item to somebody who may</source>
            <translation>将器具分配给有授权的人员</translation>
        </message>
        <message>
            <source>Check</source>
            <comment>order item: 核验</comment>
            <translation>核验</translation>
        </message>
        <message>
            <source>The result is right: who performed cannot say it</source>
            <translation>确认结果正确；测量人本人不能核验</translation>
        </message>
        <message>
            <source>Approve</source>
            <comment>order item: 批准</comment>
            <translation>批准</translation>
        </message>
        <message>
            <source>The result may go out: who performed or checked cannot say it</source>
            <translation>准予发出结果；测量人和核验人不能批准</translation>
        </message>
        <message>
            <source>Give the item to the customer</source>
            <translation>将器具交付客户</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Show the label, to be printed or saved as PDF</source>
            <translation>显示标签，可打印或存为 PDF</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Asset number or bar code</source>
            <translation>器具编号或条码</translation>
        </message>
        <message>
            <source>Name, if it is new here</source>
            <translation>名称（新器具）</translation>
        </message>
        <message>
            <source>Serial number, if it is new here</source>
            <translation>出厂编号（新器具）</translation>
        </message>
        <message>
            <source>Condition on receipt</source>
            <translation>接收时状态</translation>
        </message>
        <message>
            <source>Accessories</source>
            <translation>附件</translation>
        </message>
        <message>
            <source>Batch</source>
            <translation>批次</translation>
        </message>
        <message>
            <source>like items are measured one after another</source>
            <translation>同批器具依次测量</translation>
        </message>
        <message>
            <source>Procedure</source>
            <comment>calibration procedure: 规程</comment>
            <translation>规程</translation>
        </message>
        <message>
            <source>Own points</source>
            <translation>自定点表</translation>
        </message>
        <message>
            <source>code; empty: the points of the procedure</source>
            <translation>代码；空白则用规程的点</translation>
        </message>
        <message>
            <source>Due</source>
            <comment>of an order item: 要求完成日期</comment>
            <translation>要求完成日期</translation>
        </message>
        <message>
            <source>Assigned to</source>
            <translation>承办人</translation>
        </message>
        <message>
            <source>Received by</source>
            <translation>接收人</translation>
        </message>
        <message>
            <source>who signs for it</source>
            <translation>签收人</translation>
        </message>
        <message>
            <source>Photographs</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>why it is agreed again</source>
            <translation>重新约定的理由</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::DossierTab</name>
        <message>
            <source>application.pdf</source>
            <translation>考核申请书.pdf</translation>
        </message>
        <message>
            <source>technical-report.pdf</source>
            <translation>技术报告.pdf</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF 文件 (*.pdf)</translation>
        </message>
        <message>
            <source>The dossier is complete.</source>
            <translation>考核档案齐全。</translation>
        </message>
        <message numerus="yes">
            <source>The dossier has %n gap(s).</source>
            <translation>
                <numerusform>考核档案有 %n 处缺项。</numerusform>
            </translation>
        </message>
        <message>
            <source>missing</source>
            <translation>缺项</translation>
        </message>
        <message>
            <source>due soon</source>
            <translation>即将到期</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>What</source>
            <comment>of a dossier: missing or due</comment>
            <translation>内容</translation>
        </message>
        <message>
            <source>Gaps and reminders</source>
            <translation>缺项与提醒</translation>
        </message>
        <message>
            <source>Nothing is missing and nothing is due soon.</source>
            <translation>无缺项，近期无到期事项。</translation>
        </message>
        <message>
            <source>Application…</source>
            <translation>考核申请书…</translation>
        </message>
        <message>
            <source>The application for assessment as PDF; what the register does not know stays blank</source>
            <translation>以 PDF 输出考核申请书；登记中没有的内容留空</translation>
        </message>
        <message>
            <source>Technical report…</source>
            <translation>技术报告…</translation>
        </message>
        <message>
            <source>The technical report of the measurement standard as PDF</source>
            <translation>以 PDF 输出该计量标准的技术报告</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::InstallationPage</name>
        <message>
            <source>This installation has not been checked. In a laboratory that issues documents nothing is measured before it is.</source>
            <translation>本机尚未进行安装核查。在正式实验室中，核查通过前不能开展测量。</translation>
        </message>
        <message>
            <source>Last check of this workstation: %1, %2, green.</source>
            <translation>本工作站上次核查：%1，%2，通过。</translation>
        </message>
        <message>
            <source>Last check of this workstation: %1, %2, failed.</source>
            <translation>本工作站上次核查：%1，%2，未通过。</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>正在核查…</translation>
        </message>
        <message>
            <source>Checking: %1…</source>
            <translation>正在核查：%1…</translation>
        </message>
        <message>
            <source>Check the installation</source>
            <translation>核查安装</translation>
        </message>
        <message>
            <source>Try uncertainty, rounding, rules, procedures, store and documents on this machine and keep the result</source>
            <translation>在本机上核查不确定度、修约、判定规则、规程、数据库和文书，并保存结果</translation>
        </message>
        <message>
            <source>Parts</source>
            <translation>核查项目</translation>
        </message>
        <message>
            <source>A check tries published numbers, rounding, decision rules, every procedure&apos;s own tests, the store and the documents on this machine. It takes some seconds.</source>
            <translation>核查在本机上重算已发表的数值，并检查修约、判定规则、各规程自带的测试、数据库和文书，需要数秒。</translation>
        </message>
        <message>
            <source>Trials</source>
            <translation>试验</translation>
        </message>
        <message>
            <source>Choose a part to see what was tried.</source>
            <translation>选择一个项目，查看所做的试验。</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::KitPage</name>
        <message>
            <source>What comes home (*.back)</source>
            <translation>带回的数据包 (*.back)</translation>
        </message>
        <message>
            <source>Key (*.pem)</source>
            <translation>密钥 (*.pem)</translation>
        </message>
        <message>
            <source>On-site kit (*.kit)</source>
            <translation>现场包 (*.kit)</translation>
        </message>
        <message>
            <source>On-site kit, and the laboratory&apos;s key with it (*.kit *.pub)</source>
            <translation>现场包及实验室公钥 (*.kit *.pub)</translation>
        </message>
        <message>
            <source>Calbench store (*.calbench)</source>
            <translation>Calbench 数据库 (*.calbench)</translation>
        </message>
        <message>
            <source>It waits</source>
            <translation>暂不处理</translation>
        </message>
        <message>
            <source>The laboratory&apos;s side stands</source>
            <translation>以实验室一方为准</translation>
        </message>
        <message>
            <source>The laptop&apos;s changes are made again on top</source>
            <translation>在实验室记录之上重做现场的更改</translation>
        </message>
        <message>
            <source>Key that signs it…</source>
            <translation>签名密钥…</translation>
        </message>
        <message>
            <source>Key: %1</source>
            <translation>密钥：%1</translation>
        </message>
        <message>
            <source>Pack a kit…</source>
            <translation>打包…</translation>
        </message>
        <message>
            <source>Write a signed package of what chosen orders need, for a laptop</source>
            <translation>把所选委托单所需内容写成签名数据包，供笔记本电脑使用</translation>
        </message>
        <message>
            <source>Open a kit…</source>
            <translation>打开现场包…</translation>
        </message>
        <message>
            <source>Make the laptop&apos;s store of a package; choose the laboratory&apos;s public key along with it</source>
            <translation>由数据包建立笔记本电脑的数据库；请同时选择实验室公钥</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>合并…</translation>
        </message>
        <message>
            <source>Bring what was done on site home; you see everything before it is written</source>
            <translation>把现场完成的工作带回；写入之前可查看全部内容</translation>
        </message>
        <message>
            <source>Pack back…</source>
            <translation>打包带回…</translation>
        </message>
        <message>
            <source>Write what was done on site, to be taken home</source>
            <translation>写出现场完成的工作，以便带回</translation>
        </message>
        <message>
            <source>Pack back and end…</source>
            <translation>打包带回并结束…</translation>
        </message>
        <message>
            <source>The work with the kit is over: its unused numbers become void</source>
            <translation>现场包工作结束：未用的号作废</translation>
        </message>
        <message>
            <source>Orders that go</source>
            <translation>带出的委托单</translation>
        </message>
        <message>
            <source>People who go</source>
            <translation>前往人员</translation>
        </message>
        <message>
            <source>Name of the laptop</source>
            <translation>笔记本电脑名称</translation>
        </message>
        <message>
            <source>Good for days</source>
            <translation>有效天数</translation>
        </message>
        <message>
            <source>Numbers reserved</source>
            <translation>预留号数</translation>
        </message>
        <message>
            <source>Passphrase of the key</source>
            <translation>密钥口令</translation>
        </message>
        <message>
            <source>empty: made by the program</source>
            <translation>留空：由程序生成</translation>
        </message>
        <message>
            <source>The laboratory&apos;s key, made with “calbench store key”</source>
            <translation>实验室密钥，由“calbench store key”生成</translation>
        </message>
        <message>
            <source>Write the kit…</source>
            <translation>写出现场包…</translation>
        </message>
        <message>
            <source>Reserve the numbers and write the package</source>
            <translation>预留号段并写出数据包</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>保持原样</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>合并</translation>
        </message>
        <message>
            <source>Write what is shown: appended byte for byte; a conflict without a choice waits</source>
            <translation>按所示写入：逐字节追加；未作选择的冲突保留待处理</translation>
        </message>
        <message>
            <source>Reason of the choices</source>
            <translation>选择的理由</translation>
        </message>
        <message>
            <source>What comes home</source>
            <translation>带回的内容</translation>
        </message>
        <message>
            <source>Merge… shows here, thing by thing, what a package that came back would bring. Nothing is overwritten.</source>
            <translation>“合并…”在此逐项显示带回的数据包将带来的内容。不覆盖任何记录。</translation>
        </message>
        <message>
            <source>Both sides</source>
            <translation>双方记录</translation>
        </message>
        <message>
            <source>Choose a line above to see what the laboratory and the laptop wrote.</source>
            <translation>选择上方一行，可查看实验室与笔记本电脑各自的记录。</translation>
        </message>
    </context>
    <context>
        <name>cal::ui::KitViewModel</name>
        <message>
            <source>This is the laboratory&apos;s store: kits go out from here and come home to it.</source>
            <translation>这是实验室的数据库：现场包由此带出，也带回到此。</translation>
        </message>
        <message>
            <source>This store was made of a kit of %1 (%2, orders from %3): its work is over.</source>
            <translation>此数据库由 %1 的现场包建立（%2，委托单自 %3 起）：工作已结束。</translation>
        </message>
        <message>
            <source>This store was made of a kit of %1 (%2, orders from %3). Pack back what was done and take it home.</source>
            <translation>此数据库由 %1 的现场包建立（%2，委托单自 %3 起）。请把完成的工作打包带回。</translation>
        </message>
        <message>
            <source>Working…</source>
            <translation>正在处理…</translation>
        </message>
        <message>
            <source>The kit is written: %1, good until %2. Keep it like a key: it holds what is needed to sign in.</source>
            <translation>现场包已写出：%1，有效期至 %2。请像密钥一样保管：其中含有登录所需内容。</translation>
        </message>
        <message>
            <source>The laptop&apos;s store is made: %1, good until %2. Start Calbench with it: calbench --store FILE.</source>
            <translation>笔记本电脑的数据库已建立：%1，有效期至 %2。请用它启动 Calbench：calbench --store 文件。</translation>
        </message>
        <message>
            <source>What was done is written: %1. Take it home and merge it there.</source>
            <translation>完成的工作已写出：%1。请带回实验室合并。</translation>
        </message>
        <message>
            <source>%1: nothing is written yet.</source>
            <translation>%1：尚未写入任何内容。</translation>
        </message>
        <message>
            <source>Everything of this kit is here already.</source>
            <translation>此现场包的全部内容均已在库。</translation>
        </message>
        <message>
            <source>is here already</source>
            <translation>已在库</translation>
        </message>
        <message>
            <source>is appended</source>
            <translation>追加</translation>
        </message>
        <message>
            <source>conflict: waits</source>
            <translation>冲突：待处理</translation>
        </message>
        <message>
            <source>is quoted beside</source>
            <translation>旁注引用</translation>
        </message>
        <message>
            <source>conflict: the laptop&apos;s is made again</source>
            <translation>冲突：重做现场的更改</translation>
        </message>
        <message>
            <source>conflict: the laboratory&apos;s stands</source>
            <translation>冲突：以实验室为准</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>处理</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>What it is</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件数</translation>
        </message>
        <message>
            <source>Side</source>
            <translation>一方</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>laboratory</source>
            <translation>实验室</translation>
        </message>
        <message>
            <source>on site</source>
            <translation>现场</translation>
        </message>
        <message numerus="yes">
            <source>%n conflict(s): choose for each, or leave it waiting; the rest comes home.</source>
            <translation>
                <numerusform>%n 处冲突：请逐一选择，或留待处理；其余内容合并入库。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s) came home.</source>
            <translation>
                <numerusform>已带回 %n 个事件。</numerusform>
            </translation>
        </message>
    </context>
</TS>
