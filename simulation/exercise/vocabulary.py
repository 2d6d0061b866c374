"""The whole language of an exercise: every command that may be given and every event that may happen."""

from __future__ import annotations

from simulation.exercise.board.commands import PlanCase
from simulation.exercise.cooperation.commands import LeverPulled, PullLever
from simulation.exercise.core.command import (
    ActOnRequest,
    AgreeMinutes,
    AnswerInject,
    ChargePerson,
    ClaimEntity,
    ClaimLink,
    Command,
    CompleteTask,
    EditInject,
    EndExercise,
    EndWarmUp,
    FireInject,
    HandBack,
    HoldInject,
    Jump,
    LeaveSeat,
    MergeEntities,
    OpenDraft,
    OrderMeasure,
    PassPen,
    PlayEpilogue,
    ProposeMeeting,
    RemoveClaim,
    Rewind,
    RuleOnPoint,
    SendHint,
    SendMessage,
    SetAdversary,
    StartClock,
    StartExercise,
    StopClock,
    SupplementCharge,
    TakeOver,
    TakeSeat,
    TriageReport,
    WriteMinutes,
)
from simulation.exercise.core.event import (
    AdversaryDialled,
    AssetsFrozen,
    BoardChanged,
    ChargeSupplemented,
    CountryHanded,
    DecisionTaken,
    DocumentReceived,
    ExposureKnown,
    FindingMade,
    FreezeEnded,
    InjectAnswered,
    InjectChanged,
    InjectFired,
    MeasureCompleted,
    MeasureOrdered,
    MeetingChanged,
    MessageSent,
    PenPassed,
    PersonCharged,
    PersonProtected,
    PhaseChanged,
    ReportTriaged,
    RequestMoved,
    RequestOpened,
    Rewound,
    RulingMade,
    SeatLeft,
    SeatTaken,
    StepDropped,
    TaskChanged,
    UninvolvedAffected,
    VerdictGiven,
    WorldChanged,
)
from simulation.exercise.handovers.commands import HandOver, HandOverChanged, SettleHandOver
from simulation.exercise.judgments.events import AppealMoved
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.measures.commands import StopMeasure
from simulation.exercise.procedures.notice.commands import NoticeChanged, RequestNotice
from simulation.exercise.trials.commands import HearByVideo, WitnessByVideo
from simulation.exercise.trials.hearing_commands import (
    BenchGiven,
    GiveBench,
    GiveJudgment,
    HearCases,
    HearingSet,
    JudgmentGiven,
    PointRaised,
    RaisePoint,
)

type AnyCommand = (
    StartExercise | EndWarmUp | Jump | StartClock | StopClock | EndExercise | PlayEpilogue | TakeOver | HandBack
    | SetAdversary | PullLever | FireInject | HoldInject | EditInject | SendHint | RuleOnPoint | Rewind | TakeSeat
    | LeaveSeat | PassPen | OpenDraft | ActOnRequest | BeginProcedure | ActOnProcedure | OrderMeasure | ChargePerson
    | SupplementCharge | TriageReport | ClaimEntity | ClaimLink | RemoveClaim | MergeEntities | SendMessage
    | AnswerInject | ProposeMeeting | WriteMinutes | AgreeMinutes | CompleteTask
    | RequestNotice | StopMeasure | HandOver | SettleHandOver | HearCases | GiveBench | RaisePoint | GiveJudgment
    | HearByVideo | PlanCase
)  # fmt: skip
"""Every command."""

CONTROL_COMMANDS: tuple[type[Command], ...] = (
    StartExercise, EndWarmUp, Jump, StartClock, StopClock, EndExercise, PlayEpilogue, TakeOver, HandBack, SetAdversary,
    PullLever, FireInject, HoldInject, EditInject, SendHint, RuleOnPoint, Rewind, HearCases, GiveBench,
)  # fmt: skip
"""What only exercise control may do."""

BENCH_COMMANDS: tuple[type[Command], ...] = (RaisePoint, GiveJudgment)
"""What whoever sits as court or defence may do, from no office."""

type AnyEvent = (
    PhaseChanged | SeatTaken | SeatLeft | PenPassed | CountryHanded | AdversaryDialled | RequestOpened
    | RequestMoved | ProcedureMoved | FindingMade | RulingMade | DocumentReceived | MeasureOrdered
    | MeasureCompleted | AssetsFrozen | FreezeEnded | UninvolvedAffected | PersonCharged | ChargeSupplemented
    | VerdictGiven | ReportTriaged | ExposureKnown | PersonProtected | MessageSent | InjectFired | InjectChanged
    | InjectAnswered | BoardChanged | MeetingChanged | TaskChanged | DecisionTaken | WorldChanged | StepDropped
    | Rewound | LeverPulled | NoticeChanged | HandOverChanged | AppealMoved | HearingSet | BenchGiven | PointRaised
    | JudgmentGiven | WitnessByVideo
)  # fmt: skip
"""Every event."""
