<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Acts</name>
    <message>
        <source>Crash: the primary, %1, is killed with SIGKILL</source>
        <translation>崩溃：用 SIGKILL 杀死主实例 %1</translation>
    </message>
    <message>
        <source>Quit: the primary, %1, is asked to end with SIGTERM</source>
        <translation>退出：用 SIGTERM 请主实例 %1 结束</translation>
    </message>
    <message>
        <source>%1 has not ended</source>
        <translation>%1 没有结束</translation>
    </message>
    <message>
        <source>%1 has not ended with status 0</source>
        <translation>%1 没有以状态 0 结束</translation>
    </message>
    <message>
        <source>%1 has ended with status 0</source>
        <translation>%1 以状态 0 结束</translation>
    </message>
    <message>
        <source>Hang: the primary, %1, is stopped with SIGSTOP; the policy is to fence</source>
        <translation>挂起：用 SIGSTOP 停止主实例 %1；策略为隔离</translation>
    </message>
    <message>
        <source>%1 wakes up (SIGCONT)</source>
        <translation>%1 被唤醒（SIGCONT）</translation>
    </message>
    <message>
        <source>Hand over: the primary, %1, is told to hand the role to its successor</source>
        <translation>移交：要求主实例 %1 将角色移交给继任者</translation>
    </message>
    <message>
        <source>nobody has become primary</source>
        <translation>没有实例成为主实例</translation>
    </message>
    <message>
        <source>%1 says that it leaves</source>
        <translation>%1 表示它要离开</translation>
    </message>
    <message>
        <source>I am the primary, epoch %1 (%2)</source>
        <translation>我是主实例，纪元 %1（%2）</translation>
    </message>
    <message>
        <source>the epoch has not grown from %1</source>
        <translation>纪元没有从 %1 增长</translation>
    </message>
    <message>
        <source>the reason should be %1</source>
        <translation>原因应为 %1</translation>
    </message>
    <message>
        <source>more than one has become primary</source>
        <translation>有多个实例成为主实例</translation>
    </message>
    <message>
        <source>exactly one new primary: %1, epoch %2 (before: %3), after %4</source>
        <translation>恰好一个新的主实例：%1，纪元 %2（之前：%3），用时 %4</translation>
    </message>
    <message>
        <source>%1 has not seen the new primary</source>
        <translation>%1 没有看到新的主实例</translation>
    </message>
    <message>
        <source>the primary is %1</source>
        <translation>主实例是 %1</translation>
    </message>
    <message>
        <source>%1 is the primary, epoch %2</source>
        <translation>%1 是主实例，纪元 %2</translation>
    </message>
    <message>
        <source>%1 is not a secondary</source>
        <translation>%1 不是从实例</translation>
    </message>
    <message>
        <source>I am a secondary (%1)</source>
        <translation>我是从实例（%1）</translation>
    </message>
    <message>
        <source>%1 has given up the role</source>
        <translation>%1 已放弃角色</translation>
    </message>
    <message>
        <source>there is no primary with a successor</source>
        <translation>没有带继任者的主实例</translation>
    </message>
    <message>
        <source>written by %1 %2</source>
        <comment>1: instance, 2: when</comment>
        <translation>由 %1 写于 %2</translation>
    </message>
    <message>
        <source>before the %1</source>
        <translation>之前：%1</translation>
    </message>
    <message>
        <source>during the %1</source>
        <translation>期间：%1</translation>
    </message>
    <message>
        <source>what I wrote meanwhile is in the note</source>
        <translation>我在此期间写的内容在笔记中</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>各实例彼此看不到</translation>
    </message>
    <message>
        <source>there is not exactly one primary</source>
        <translation>主实例不是恰好一个</translation>
    </message>
    <message>
        <source>after the %1</source>
        <translation>之后：%1</translation>
    </message>
</context>
<context>
    <name>Demo::Closing</name>
    <message>
        <source>&amp;Keep open</source>
        <translation>保持打开(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Close anyway</source>
        <translation>仍然关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Edits not saved yet: %1. The window closes as soon as they are saved.</source>
        <translation>尚未保存的编辑：%1。保存后窗口会自行关闭。</translation>
    </message>
</context>
<context>
    <name>Demo::Commands</name>
    <message>
        <source>There is no command &quot;%1&quot;</source>
        <translation>没有命令“%1”</translation>
    </message>
    <message>
        <source>Milliseconds are needed, not &quot;%1&quot;</source>
        <translation>需要毫秒数，而不是“%1”</translation>
    </message>
</context>
<context>
    <name>Demo::EventLog</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>This window: %1</source>
        <translation>此窗口：%1</translation>
    </message>
    <message>
        <source>This window: %1 (%2)</source>
        <translation>此窗口：%1（%2）</translation>
    </message>
    <message>
        <source>This window is the primary now, epoch %1.</source>
        <translation>此窗口现在是主实例，纪元 %1。</translation>
    </message>
    <message>
        <source>%1 is the primary now, epoch %2.</source>
        <translation>%1 现在是主实例，纪元 %2。</translation>
    </message>
    <message>
        <source>The primary is %1.</source>
        <translation>主实例：%1。</translation>
    </message>
    <message>
        <source>The primary, %1, is %2.</source>
        <translation>主实例 %1：%2。</translation>
    </message>
    <message>
        <source>Instances: %1</source>
        <translation>实例：%1</translation>
    </message>
    <message>
        <source>%1 is leaving.</source>
        <translation>%1 正在离开。</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>1: time of day, 2: event</comment>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>Demo::InstanceTable</name>
    <message>
        <source>Instances of the group</source>
        <translation>群组的实例</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>状况</translation>
    </message>
    <message>
        <source>Succession</source>
        <translation>继任</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>%1 (this window)</source>
        <translation>%1（此窗口）</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>observes only</source>
        <translation>仅观察</translation>
    </message>
</context>
<context>
    <name>Demo::Launcher</name>
    <message>
        <source>An instance did not start: %1</source>
        <translation>有一个实例未启动：%1</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWindow</name>
    <message>
        <source>N&amp;ote</source>
        <translation>笔记(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Instances</source>
        <translation>实例(&amp;I)</translation>
    </message>
    <message>
        <source>Roles over time</source>
        <translation>角色随时间的变化</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>事件(&amp;E)</translation>
    </message>
    <message>
        <source>Note, shared by all windows</source>
        <translation>所有窗口共享的笔记</translation>
    </message>
    <message>
        <source>Type here. What is typed in one window appears in all.</source>
        <translation>在此输入。在一个窗口中输入的内容会出现在所有窗口中。</translation>
    </message>
    <message>
        <source>Last notice</source>
        <translation>最近的通知</translation>
    </message>
    <message>
        <source>Edits of this window</source>
        <translation>此窗口的编辑</translation>
    </message>
    <message>
        <source>File of the note</source>
        <translation>笔记的文件</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>1: id of the instance, 2: its role</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Epoch %1. This window writes the file.</source>
        <translation>纪元 %1。此窗口写入文件。</translation>
    </message>
    <message>
        <source>There is no primary yet.</source>
        <translation>还没有主实例。</translation>
    </message>
    <message>
        <source>Epoch %1. The primary is %2: %3.</source>
        <translation>纪元 %1。主实例是 %2：%3。</translation>
    </message>
    <message>
        <source>Edits: %1 sent, %2 acknowledged, %3 lost</source>
        <translation>编辑：已发送 %1，已确认 %2，已丢失 %3</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWriter</name>
    <message>
        <source>The primary has no note; start it with --file PATH</source>
        <translation>主实例没有笔记；请用 --file PATH 启动它</translation>
    </message>
    <message>
        <source>The primary writes %1 and no other note; open that one, or use a --scope of your own</source>
        <translation>主实例写入 %1，不写其他笔记；请打开该笔记，或使用您自己的 --scope</translation>
    </message>
</context>
<context>
    <name>Demo::RoleBadge</name>
    <message>
        <source>Role of this window: %1</source>
        <translation>此窗口的角色：%1</translation>
    </message>
</context>
<context>
    <name>Demo::Session</name>
    <message>
        <source>Edits given up: %1. The primary did not write them in time</source>
        <translation>已放弃的编辑：%1。主实例未能及时写入</translation>
    </message>
</context>
<context>
    <name>Demo::Stage</name>
    <message>
        <source>%1 has not got a role</source>
        <translation>%1 没有获得角色</translation>
    </message>
    <message>
        <source>process %1 is %2, epoch %3; the process is %4 old</source>
        <translation>进程 %1 是 %2，纪元 %3；进程已运行 %4</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>各实例彼此看不到</translation>
    </message>
    <message>
        <source>%1 has not seen &quot;%2&quot; written</source>
        <translation>%1 没有看到“%2”被写入</translation>
    </message>
    <message>
        <source>the note is not what was written: %1</source>
        <translation>笔记与写入的内容不符：%1</translation>
    </message>
    <message numerus="yes">
        <source>the note has all %n lines, each once and in order</source>
        <translation>
            <numerusform>笔记含有全部 %n 行，每行一次且顺序正确</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Demo::StatusQuery</name>
    <message>
        <source>The group %1 has no primary.</source>
        <translation>群组 %1 没有主实例。</translation>
    </message>
    <message>
        <source>Primary %1, epoch %2, health %3.</source>
        <translation>主实例 %1，纪元 %2，状况 %3。</translation>
    </message>
</context>
<context>
    <name>Demo::Timeline</name>
    <message>
        <source>Roles over time</source>
        <translation>角色随时间的变化</translation>
    </message>
    <message>
        <source>No primary yet</source>
        <translation>还没有主实例</translation>
    </message>
    <message>
        <source>The last new primary is %1, epoch %2</source>
        <translation>最近的新主实例是 %1，纪元 %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 秒</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>纪元 %1</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <comment>1: &quot;epoch 5&quot;, 2: &quot;1.4 ms&quot;</comment>
        <translation>%1，用时 %2</translation>
    </message>
</context>
<context>
    <name>Demo::WindowActions</name>
    <message>
        <source>&amp;Window</source>
        <translation>窗口(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>角色(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Try out</source>
        <translation>试用(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Hand over &amp;to</source>
        <translation>移交给(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>新建窗口(&amp;N)</translation>
    </message>
    <message>
        <source>Start one more instance</source>
        <translation>再启动一个实例</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Hand over</source>
        <translation>移交(&amp;H)</translation>
    </message>
    <message>
        <source>Give the role to the successor</source>
        <translation>将角色交给继任者</translation>
    </message>
    <message>
        <source>&amp;Become primary</source>
        <translation>成为主实例(&amp;B)</translation>
    </message>
    <message>
        <source>Ask the primary for the role</source>
        <translation>向主实例请求角色</translation>
    </message>
    <message>
        <source>&amp;Observe only</source>
        <translation>仅观察(&amp;O)</translation>
    </message>
    <message>
        <source>Never become primary</source>
        <translation>从不成为主实例</translation>
    </message>
    <message>
        <source>&amp;Crash…</source>
        <translation>崩溃(&amp;C)…</translation>
    </message>
    <message>
        <source>Kill this instance, as a crash would</source>
        <translation>杀死此实例，如同崩溃</translation>
    </message>
    <message>
        <source>&amp;Freeze the window for 20 s…</source>
        <translation>冻结窗口 20 秒(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Stop the process for 20 s…</source>
        <translation>停止进程 20 秒(&amp;S)…</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>%1 (the successor)</source>
        <translation>%1（继任者）</translation>
    </message>
    <message>
        <source>The window did not start: %1</source>
        <translation>窗口未启动：%1</translation>
    </message>
    <message>
        <source>Kill this instance? It has no chance to say anything; the others notice.</source>
        <translation>要杀死此实例吗？它没有机会说什么；其他实例会察觉。</translation>
    </message>
    <message>
        <source>Crash</source>
        <translation>崩溃</translation>
    </message>
    <message>
        <source>Freeze this window for 20 seconds? Its process goes on, and says that it is busy.</source>
        <translation>要冻结此窗口 20 秒吗？其进程会继续运行，并表示它正忙。</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Stop this process for 20 seconds? Not even its heartbeats go on.</source>
        <translation>要停止此进程 20 秒吗？连心跳也会停止。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Main menu</source>
        <translation>主菜单</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>GroupTable</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>INSTANCE</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>ROLE</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>ENABLED</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>PRIORITY</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>SUCCESSOR</source>
        <translation>继任者</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>Narrator</name>
    <message>
        <source>ok: %1</source>
        <translation>正常：%1</translation>
    </message>
    <message>
        <source>FAILED: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>&quot;%1&quot; is not a whole number in range</source>
        <translation>“%1”不是范围内的整数</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;wait&quot; nor &quot;fence&quot;</source>
        <translation>“%1”既不是“wait”也不是“fence”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of crash, quit, hang, handover</source>
        <translation>“%1”不是 crash、quit、hang、handover 之一</translation>
    </message>
    <message>
        <source>The instances that belong together.</source>
        <translation>属于一起的实例。</translation>
    </message>
    <message>
        <source>The workspace or document; an absolute path is resolved.</source>
        <translation>工作区或文档；绝对路径会被解析。</translation>
    </message>
    <message>
        <source>Where locks and sockets lie.</source>
        <translation>锁和套接字所在的位置。</translation>
    </message>
    <message>
        <source>The name of this instance; unique by default.</source>
        <translation>此实例的名称；默认唯一。</translation>
    </message>
    <message>
        <source>Start N instances, each a process; end them with this one.</source>
        <translation>启动 N 个实例，每个都是一个进程；它们随此实例结束。</translation>
    </message>
    <message>
        <source>Higher is preferred as successor.</source>
        <translation>值越大越优先成为继任者。</translation>
    </message>
    <message>
        <source>Time between two heartbeats.</source>
        <translation>两次心跳之间的时间。</translation>
    </message>
    <message>
        <source>Silence after which the primary counts as hung.</source>
        <translation>静默多久后主实例视为挂起。</translation>
    </message>
    <message>
        <source>What to do about a hung primary: wait or fence.</source>
        <translation>如何处理挂起的主实例：wait（等待）或 fence（隔离）。</translation>
    </message>
    <message>
        <source>Watch only; never become primary.</source>
        <translation>仅观察；从不成为主实例。</translation>
    </message>
    <message>
        <source>Do not use the session bus.</source>
        <translation>不使用会话总线。</translation>
    </message>
    <message>
        <source>Open no window.</source>
        <translation>不打开窗口。</translation>
    </message>
    <message>
        <source>Print one JSON object a line; take commands on stdin.</source>
        <translation>每行输出一个 JSON 对象；从标准输入接收命令。</translation>
    </message>
    <message>
        <source>The note, a plain text file that the primary alone writes.</source>
        <translation>笔记，一个只由主实例写入的纯文本文件。</translation>
    </message>
    <message>
        <source>While primary, append a line every MS milliseconds.</source>
        <translation>作为主实例时，每 MS 毫秒追加一行。</translation>
    </message>
    <message>
        <source>Print the group as a table; exit with 2 when it has no primary.</source>
        <translation>以表格输出群组；没有主实例时以 2 结束。</translation>
    </message>
    <message>
        <source>Play a story on real processes: crash, quit, hang or handover; several are played in turn.</source>
        <translation>用真实进程演示一个场景：crash、quit、hang 或 handover；多个场景依次演示。</translation>
    </message>
    <message>
        <source>A notes editor whose windows are processes; one of them, the primary, writes the file.</source>
        <translation>一个以进程为窗口的笔记编辑器；其中的主进程写入文件。</translation>
    </message>
    <message>
        <source>Unexpected argument &quot;%1&quot;; name the note with --file</source>
        <translation>意外的参数“%1”；请用 --file 指定笔记</translation>
    </message>
    <message>
        <source>There is no display for a window; use --headless</source>
        <translation>没有可显示窗口的屏幕；请使用 --headless</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no known way to answer</source>
        <translation>“%1”不是已知的应答方式</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;primary&quot; nor &quot;secondary&quot;</source>
        <translation>“%1”既不是“primary”也不是“secondary”</translation>
    </message>
</context>
<context>
    <name>SealedNote</name>
    <message>
        <source>%1 cannot be locked; put it on a file system that has locks</source>
        <translation>无法锁定 %1；请将其放在支持锁的文件系统上</translation>
    </message>
    <message>
        <source>%1 has lost the seal of epoch %2: it was replaced; hand over or restart to seal it again</source>
        <translation>%1 丢失了纪元 %2 的封印：文件被替换；请移交角色或重新启动以再次封印</translation>
    </message>
    <message>
        <source>%1 is damaged or cannot be read; move it away to begin a new one</source>
        <translation>%1 已损坏或无法读取；请将其移走以新建一个</translation>
    </message>
    <message>
        <source>%1 is not a text in UTF-8; choose another file</source>
        <translation>%1 不是 UTF-8 文本；请选择其他文件</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Look at its folder, its permissions and the free space</source>
        <translation>无法写入 %1：%2。请检查其文件夹、权限和可用空间</translation>
    </message>
    <message>
        <source>Epoch %1 may not write to %2: epoch %3 has sealed it. If no other group has that file, move %4 away to begin a new one</source>
        <translation>纪元 %1 不可写入 %2：纪元 %3 已将其封印。如果没有其他组使用该文件，请将 %4 移走以新建一个</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message numerus="yes">
        <source>%n instances start; each knows its role after</source>
        <translation>
            <numerusform>%n 个实例启动；每个得知自己角色的用时</numerusform>
        </translation>
    </message>
    <message>
        <source>The end: those who are left are asked to end</source>
        <translation>结束：请剩下的实例结束</translation>
    </message>
    <message>
        <source>Every step held.</source>
        <translation>每一步都成功。</translation>
    </message>
    <message>
        <source>A step failed.</source>
        <translation>有一步失败。</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>No role yet</source>
        <translation>还没有角色</translation>
    </message>
    <message>
        <source>Secondary</source>
        <translation>从实例</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>主实例</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>存活</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>not responding</source>
        <translation>无响应</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已离开</translation>
    </message>
    <message>
        <source>it was the first</source>
        <translation>它是第一个</translation>
    </message>
    <message>
        <source>the primary crashed</source>
        <translation>主实例崩溃</translation>
    </message>
    <message>
        <source>the primary left</source>
        <translation>主实例离开</translation>
    </message>
    <message>
        <source>the primary did not respond</source>
        <translation>主实例无响应</translation>
    </message>
    <message>
        <source>the role was handed over</source>
        <translation>角色已移交</translation>
    </message>
    <message>
        <source>the role was asked for</source>
        <translation>角色被请求</translation>
    </message>
    <message>
        <source>it was fenced</source>
        <translation>它被隔离</translation>
    </message>
    <message>
        <source>it lost its lock</source>
        <translation>它失去了锁</translation>
    </message>
    <message>
        <source>it could not take the role</source>
        <translation>它无法接任角色</translation>
    </message>
    <message>
        <source>it stopped</source>
        <translation>它已停止</translation>
    </message>
</context>
</TS>
